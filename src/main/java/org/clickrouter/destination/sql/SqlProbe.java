package org.clickrouter.destination.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.RootCause;

/** Logs in to the table's database and looks at the table; writes nothing. */
final class SqlProbe {

    private static final String NAME = "sql";
    private static final String PATIENCE_SECONDS = "5";

    private final Settings settings;
    private final Consumer<Finding> say;

    SqlProbe(Settings settings, Consumer<Finding> say) {
        this.settings = settings;
        this.say = say;
    }

    void look() {
        if (!settings.isSet("sql.url")) {
            say.accept(Finding.good(Topic.DESTINATION_CONNECTION, NAME, "the table lies in the store"));
            return;
        }
        Properties login = new Properties();
        login.setProperty("user", settings.get("sql.user"));
        login.setProperty("password", settings.secret("sql.password"));
        if (settings.get("sql.url").startsWith("jdbc:postgresql:")) {
            login.setProperty("connectTimeout", PATIENCE_SECONDS);
            login.setProperty("socketTimeout", PATIENCE_SECONDS);
        }
        try (Connection connection = DriverManager.getConnection(settings.get("sql.url"), login)) {
            say.accept(Finding.good(Topic.DESTINATION_LOGIN, NAME, "the database takes the log-in"));
            table(connection);
        } catch (SQLException e) {
            boolean refused = e.getSQLState() != null && e.getSQLState().startsWith("28");
            say.accept(Finding.bad(
                    refused ? Topic.DESTINATION_LOGIN : Topic.DESTINATION_CONNECTION,
                    NAME,
                    "the database of sql.url cannot be used: " + RootCause.line(e),
                    refused ? "Check sql.user and sql.password." : "Check sql.url, and that the database runs."));
        }
    }

    private void table(Connection connection) throws SQLException {
        SqlSettings set = SqlSettings.of(settings);
        String name = set.table().name();
        SinkTable table = new TableLookup(set.table(), connection).find();
        Set<String> there = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table.sql() + " WHERE 1 = 0")) {
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                there.add(none.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            missing(name, set, e, set.columns() == null ? "" : new TableLookup(table, connection).hint());
            return;
        }
        List<String> missing = new ArrayList<>();
        if (set.columns() != null) {
            set.columns().columns().stream()
                    .map(SinkColumns.Column::name)
                    .filter(column -> !there.contains(column.toLowerCase(Locale.ROOT)))
                    .forEach(missing::add);
        }
        if (!missing.isEmpty()) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_TARGET,
                    NAME,
                    "table " + name + " has no column " + String.join(", ", missing),
                    "Add it to the table, or mend sql.columns."));
        } else if (mayWrite(connection, table.sql())) {
            say.accept(Finding.good(Topic.DESTINATION_TARGET, NAME, "table " + name + " can be written to"));
        } else {
            say.accept(Finding.bad(
                    Topic.DESTINATION_TARGET,
                    NAME,
                    "the user may not write to table " + name,
                    "GRANT SELECT, INSERT, UPDATE ON " + table.sql() + " TO " + settings.get("sql.user") + ";"));
        }
    }

    private void missing(String name, SqlSettings set, SQLException e, String hint) {
        String text = "table " + name + " cannot be read: " + RootCause.line(e) + hint;
        if (set.columns() == null && "42P01".equals(e.getSQLState())) {
            say.accept(Finding.good(
                    Topic.DESTINATION_TARGET, NAME, "there is no table " + name + " yet; the first row makes it"));
        } else {
            say.accept(Finding.bad(
                    Topic.DESTINATION_TARGET,
                    NAME,
                    text,
                    "Make the table (click-router ddl prints it), or mend sql.table."));
        }
    }

    private static boolean mayWrite(Connection connection, String table) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return true;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT has_table_privilege(?, 'INSERT') AND has_table_privilege(?, 'UPDATE')")) {
            statement.setString(1, table);
            statement.setString(2, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
