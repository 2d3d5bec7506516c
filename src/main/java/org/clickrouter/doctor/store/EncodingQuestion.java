package org.clickrouter.doctor.store;

import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.store.jdbc.Database;

/** Whether PostgreSQL can hold every letter. */
public final class EncodingQuestion implements StoreQuestion {

    @Override
    public Topic topic() {
        return Topic.STORE_ENCODING;
    }

    @Override
    public void ask(Database database, Consumer<Finding> say) {
        if (!database.isPostgres()) {
            return;
        }
        String encoding = database.one("SHOW server_encoding", row -> row.getString(1));
        say.accept(
                encoding.equals("UTF8")
                        ? Finding.good(topic(), "", "the database holds UTF8")
                        : Finding.bad(
                                topic(),
                                "",
                                "the database has server_encoding " + encoding
                                        + ": the first emoji would end all reading",
                                "CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0"));
    }
}
