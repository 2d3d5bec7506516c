package org.clickrouter.doctor.store;

import java.util.List;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.store.jdbc.Database;

/** Whether the user of the store may read and write its tables, and make those of the next version. */
public final class RightsQuestion implements StoreQuestion {

    @Override
    public Topic topic() {
        return Topic.STORE_RIGHTS;
    }

    @Override
    public void ask(Database database, Consumer<Finding> say) {
        if (!database.isPostgres()) {
            return;
        }
        List<String> closed = database.query(
                "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename IN ('click', 'delivery',"
                        + " 'revision', 'operation_state', 'attempt', 'quota', 'call_slot') AND NOT"
                        + " (has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'SELECT')"
                        + " AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'INSERT')"
                        + " AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'UPDATE')"
                        + " AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'DELETE'))"
                        + " ORDER BY tablename",
                row -> row.getString(1));
        String user = database.one("SELECT current_user", row -> row.getString(1));
        if (!closed.isEmpty()) {
            say.accept(Finding.bad(
                    topic(),
                    "",
                    user + " may not read and write " + String.join(", ", closed),
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + user + ";"));
        } else if (!database.one("SELECT has_schema_privilege(current_schema(), 'CREATE')", row -> row.getBoolean(1))) {
            say.accept(Finding.warning(
                    topic(),
                    "",
                    user + " may not make tables: the next version could not bring the store up to date",
                    "GRANT CREATE ON SCHEMA public TO " + user + ";"));
        } else {
            say.accept(Finding.good(topic(), "", user + " may do what the product needs"));
        }
    }
}
