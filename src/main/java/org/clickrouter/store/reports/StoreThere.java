package org.clickrouter.store.reports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Whether there is a store to look into: a command that only reads must not make an empty one. */
public final class StoreThere {

    private StoreThere() {}

    /**
     * Looks without making anything.
     *
     * @param url JDBC URL of the store
     * @return false only where there is certainly none: no file of H2's, or a database without our tables; one that
     *     cannot be reached is left to whoever opens it, who says why
     */
    public static boolean at(String url, String user, String password) {
        String plain = url.replaceFirst("(?i)^jdbc:h2:(file:)?", "");
        if (!url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")) {
            return hasTables(url, user, password);
        } else if (plain.matches("(?i)(tcp|ssl|mem|zip|nio|split):.*")) {
            return true;
        }
        String file = plain.replaceFirst(";.*", "").replaceFirst("^~", System.getProperty("user.home"));
        return Files.exists(Path.of(file + ".mv.db"));
    }

    private static boolean hasTables(String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            try (Statement statement = connection.createStatement()) {
                statement
                        .executeQuery("SELECT 1 FROM \"schema_history\" WHERE 1 = 0")
                        .close();
            }
            return true;
        } catch (SQLException e) {
            // 42P01 is PostgreSQL's word for a table that is not there.
            return !"42P01".equals(e.getSQLState());
        }
    }
}
