package org.clickrouter.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty database for each process under measurement, with durability on. */
final class Databases implements AutoCloseable {

    /** The two stores. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    /** The same for floor, tutorial and product: a commit that returned survives a killed process. */
    private static final String H2 = ";WRITE_DELAY=0;AUTO_SERVER=TRUE";

    private final AtomicInteger numbers = new AtomicInteger();
    private EmbeddedPostgres postgres;

    /** @return the JDBC URL of a new, empty database */
    String fresh(Kind kind, Path folder) {
        if (kind == Kind.H2) {
            return "jdbc:h2:file:"
                    + folder.resolve("store-" + numbers.incrementAndGet()).toAbsolutePath() + H2;
        }
        String name = "bench_" + numbers.incrementAndGet();
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server().getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true";
    }

    private EmbeddedPostgres server() {
        if (postgres == null) {
            try {
                // What the library switches off for quick tests is what a server has on.
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return postgres;
    }

    /**
     * While an answer was read the destination was away, and what was tried then is due later: a queue's end would only
     * wait for that.
     */
    static void makeDue(String url) {
        update(url, "UPDATE delivery SET due = created WHERE due > created");
    }

    static void update(String url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return url.startsWith("jdbc:h2:")
                ? DriverManager.getConnection(url, "sa", "")
                : DriverManager.getConnection(url);
    }

    /** @return the first column of the first row */
    static long number(String url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
