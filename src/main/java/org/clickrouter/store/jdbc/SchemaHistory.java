package org.clickrouter.store.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What Flyway has kept of the scripts that it has run. Where these are all scripts of this version, and no other, there
 * is nothing for Flyway to do; to load it for finding that out took a fifth of a short command's time.
 */
final class SchemaHistory {

    /** All of {@link Schema#FOLDER}. */
    static final List<String> SCRIPTS = List.of("V1__store.sql");

    private static final String BASELINE = "0";

    private SchemaHistory() {}

    /** @return whether the tables are those of this version; false also where only Flyway can tell what is wrong */
    static boolean isWhole(Connection connection) throws SQLException {
        if (!isThere(connection)) {
            return false;
        }
        Map<String, Integer> kept = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT \"version\", \"checksum\", \"success\" FROM \"" + Schema.HISTORY + "\"")) {
            while (row.next()) {
                if (!row.getBoolean(3)) {
                    return false;
                }
                // Without either: Flyway's note that it made the schema that the tables lie in.
                if (row.getString(1) != null || row.getString(2) != null) {
                    kept.put(row.getString(1), row.getInt(2));
                }
            }
        }
        kept.remove(BASELINE);
        return kept.equals(wanted());
    }

    static boolean isThere(Connection connection) throws SQLException {
        try (ResultSet table = connection.getMetaData().getTables(null, null, Schema.HISTORY, null)) {
            return table.next();
        }
    }

    private static Map<String, Integer> wanted() {
        Map<String, Integer> wanted = new HashMap<>();
        for (String script : SCRIPTS) {
            wanted.put(script.substring(1, script.indexOf("__")), checksum(script));
        }
        return wanted;
    }

    /** As Flyway makes it, of the script before its placeholders are filled. */
    private static int checksum(String script) {
        CRC32 sum = new CRC32();
        try (InputStream in = SchemaHistory.class.getClassLoader().getResourceAsStream(Schema.FOLDER + "/" + script);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new StoreException(script + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        return (int) sum.getValue();
    }
}
