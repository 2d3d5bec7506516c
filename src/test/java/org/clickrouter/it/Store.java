package org.clickrouter.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.clickrouter.testing.store.StoreView;

/**
 * The product's database as a test sees it. An H2 file is opened through the process that has it open; while the
 * product starts it must be left alone, or the test would become the server that the product depends on.
 */
record Store(String url, String user, String password) {
    private static EmbeddedPostgres postgres;

    /** An H2 file, with the settings that the product adds to its URL. */
    static Store h2(Path folder) {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        return new Store(
                "jdbc:h2:file:" + folder.resolve("data/click-router") + ";WRITE_DELAY=0;AUTO_SERVER=TRUE", "sa", "");
    }

    /** A new, empty database of the one PostgreSQL server that all tests of this JVM share. */
    static synchronized Store postgres() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            }
            String name = "it_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return new Store("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name, "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    StoreView view() {
        return StoreView.of(url, user, password);
    }

    /** Ends all sessions of this PostgreSQL database, as a restart of the server does. */
    void cut() {
        try (Connection server = postgres.getPostgresDatabase().getConnection();
                var statement = server.prepareStatement(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")) {
            statement.setString(1, name());
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this PostgreSQL database takes no new sessions, as while the server is away. */
    void refuse(boolean away) {
        try (Connection server = postgres.getPostgresDatabase().getConnection();
                var statement = server.createStatement()) {
            statement.execute("ALTER DATABASE " + name() + " ALLOW_CONNECTIONS " + !away);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
