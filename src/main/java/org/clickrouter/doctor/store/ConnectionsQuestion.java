package org.clickrouter.doctor.store;

import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.store.jdbc.Database;

/** Whether PostgreSQL lets in as many connections as one process of the product may open. */
public final class ConnectionsQuestion implements StoreQuestion {

    private final int wanted;

    /** @param wanted of one process at most */
    public ConnectionsQuestion(int wanted) {
        this.wanted = wanted;
    }

    @Override
    public Topic topic() {
        return Topic.STORE_CONNECTIONS;
    }

    @Override
    public void ask(Database database, Consumer<Finding> say) {
        if (!database.isPostgres()) {
            return;
        }
        int allowed = database.one(
                "SELECT CAST(current_setting('max_connections') AS INT) -"
                        + " CAST(current_setting('superuser_reserved_connections') AS INT)",
                row -> row.getInt(1));
        int used =
                database.one("SELECT COUNT(*) FROM pg_stat_activity WHERE datname IS NOT NULL", row -> row.getInt(1));
        String text = "PostgreSQL lets in " + allowed + " connections, " + used
                + " are open; one process of Click Router takes up to " + wanted;
        say.accept(
                wanted > allowed
                        ? Finding.bad(
                                topic(), "", text, "Lower store.pool and sql.max-in-flight, or raise max_connections.")
                        : allowed - used < wanted / 2
                                ? Finding.warning(
                                        topic(), "", text, "Lower store.pool, close others, or raise max_connections.")
                                : Finding.good(topic(), "", text));
    }
}
