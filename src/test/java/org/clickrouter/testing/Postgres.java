package org.clickrouter.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL, started once a JVM when first asked for, and stopped with it. */
public final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    /** The user of every URL; there is no password. */
    public static final String USER = "postgres";

    /** Started by the first thread that comes here; the JVM sees to it that there is only one. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                // Many small databases, thrown away: what makes PostgreSQL survive a power cut only costs time here.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("synchronous_commit", "off")
                        // It is ready within a second, but where the machine is busy with something else.
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @return the JDBC URL of a new, empty database, with its user in it */
    public static String freshUrl() {
        return freshUrl("");
    }

    /** @param options of CREATE DATABASE, such as its encoding */
    public static String freshUrl(String options) {
        return Server.RUNNING.getJdbcUrl(USER, freshName(options));
    }

    /** @return the JDBC URL of a new, empty database, without a user */
    public static String freshUrlWithoutUser() {
        return "jdbc:postgresql://127.0.0.1:" + Server.RUNNING.getPort() + "/" + freshName("");
    }

    /**
     * A new, empty database of a user who has to log in.
     *
     * @return its JDBC URL without a user
     */
    public static String freshUrlOf(String user, String password) {
        String name = freshName("");
        Passwords.asked();
        asAdministrator(
                "CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "' IN ROLE with_password",
                "ALTER DATABASE " + name + " OWNER TO " + user);
        return "jdbc:postgresql://127.0.0.1:" + Server.RUNNING.getPort() + "/" + name;
    }

    /** The server lets everybody in, but for the members of one role. */
    private static final class Passwords {
        static {
            try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW hba_file")) {
                row.next();
                Path rules = Path.of(row.getString(1));
                Files.writeString(rules, "host all +with_password all scram-sha-256\n" + Files.readString(rules));
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
            asAdministrator("CREATE ROLE with_password", "SELECT pg_reload_conf()");
        }

        static void asked() {
            // By the first who comes.
        }
    }

    private static String freshName(String options) {
        String name = "test_" + DATABASES.incrementAndGet();
        asAdministrator("CREATE DATABASE " + name + " " + options);
        return name;
    }

    /** Runs statements as the administrator of the server, such as those that are about a whole database. */
    public static void asAdministrator(String... statements) {
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** Ends all sessions of a database, as a restart of the server does. */
    public static void endSessions(String database) {
        asAdministrator("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }
}
