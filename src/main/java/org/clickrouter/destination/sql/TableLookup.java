package org.clickrouter.destination.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.clickrouter.settings.value.TableName;
import org.clickrouter.settings.value.TableName.Part;

/**
 * Finds the table that a setting means: databases keep a name that was written without quotes in capitals, in small
 * letters, or as it is.
 */
final class TableLookup {

    /** No such table or schema: PostgreSQL, H2 and MySQL, SQL Server. */
    private static final Set<String> MISSING =
            Set.of("42P01", "3F000", "42S02", "42S03", "42S04", "90079", "42000", "S0002");

    private static final int SHOWN = 3;

    private final SinkTable table;
    private final Connection connection;

    TableLookup(SinkTable table, Connection connection) {
        this.table = table;
        this.connection = connection;
    }

    /**
     * @return the table to the letter: that of the name as it is written, else of what the database makes of a name
     *     without quotes, be it there or not
     */
    SinkTable find() throws SQLException {
        List<SinkTable> all = candidates();
        for (SinkTable candidate : all.subList(0, all.size() - 1)) {
            if (isThere(candidate)) {
                return candidate;
            }
        }
        return all.get(all.size() - 1);
    }

    /** A table that is there and cannot be read is there. */
    private boolean isThere(SinkTable candidate) {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + candidate.sql() + " WHERE 1 = 0")) {
            return none != null;
        } catch (SQLException refused) {
            String state = refused.getSQLState();
            return state != null && state.startsWith("42") && !MISSING.contains(state);
        }
    }

    private List<SinkTable> candidates() throws SQLException {
        List<List<Part>> names = List.of(List.of());
        for (Part part : table.parsed().parts()) {
            List<List<Part>> longer = new ArrayList<>();
            for (List<Part> before : names) {
                for (String text : readings(part)) {
                    List<Part> all = new ArrayList<>(before);
                    all.add(new Part(text, true));
                    longer.add(all);
                }
            }
            names = longer;
        }
        return names.stream().map(TableName::new).map(table::named).toList();
    }

    private Set<String> readings(Part part) throws SQLException {
        Set<String> texts = new LinkedHashSet<>();
        texts.add(part.text());
        if (!part.quoted()) {
            DatabaseMetaData rule = connection.getMetaData();
            texts.add(
                    rule.storesUpperCaseIdentifiers()
                            ? part.text().toUpperCase(Locale.ROOT)
                            : rule.storesLowerCaseIdentifiers() ? part.text().toLowerCase(Locale.ROOT) : part.text());
        }
        return texts;
    }

    /**
     * After the table was not found: what may have been meant.
     *
     * @return words to put behind the database's own; empty where nothing is like it
     */
    String hint() {
        List<Part> parts = table.parsed().parts();
        String wanted = parts.get(parts.size() - 1).text();
        Set<String> like = new LinkedHashSet<>();
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
            while (tables.next() && like.size() < SHOWN) {
                String name = tables.getString("TABLE_NAME");
                String schema = table.dialect() == SinkDialect.MYSQL
                        ? tables.getString("TABLE_CAT")
                        : tables.getString("TABLE_SCHEM");
                if (name.equalsIgnoreCase(wanted) || name.equalsIgnoreCase(table.name())) {
                    like.add((schema == null ? "" : quoted(schema) + ".") + quoted(name));
                }
            }
        } catch (SQLException unknown) {
            return "";
        }
        return like.isEmpty() ? "" : "; there is " + String.join(" and ", like) + ", to be written so in sql.table";
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
