package org.clickrouter.doctor.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.SchemaVersion;
import org.clickrouter.store.jdbc.StoreException;

/** Whether the store can be opened, and whether this version of the product can use it. */
public final class StoreCheck implements Check {

    private final Settings settings;
    private final StoreLook store;
    private final List<StoreQuestion> questions;

    /** @param questions what is asked of a store that is open */
    public StoreCheck(Settings settings, StoreLook store, List<StoreQuestion> questions) {
        this.settings = settings;
        this.store = store;
        this.questions = questions;
    }

    @Override
    public Topic topic() {
        return Topic.STORE_OPEN;
    }

    @Override
    public boolean online() {
        return !settings.get("store.url").startsWith("jdbc:h2:");
    }

    @Override
    public void look(Consumer<Finding> say) {
        Optional<Database> open;
        try {
            open = store.database();
        } catch (StoreException e) {
            say.accept(Finding.bad(
                    topic(),
                    "",
                    settings.get("store.url") + ": " + e.getMessage(),
                    online()
                            ? "Check store.url, store.user and store.password, and that the database server runs and"
                                    + " lets this machine in."
                            : "An H2 file takes one process, container or host at a time: stop the other, or use PostgreSQL."
                                    + " This user must be allowed to write to the file and its folder."));
            return;
        }
        if (open.isEmpty()) {
            say.accept(Finding.good(
                    topic(), "", "there is no store yet at " + settings.get("store.url") + "; the first run makes it"));
            return;
        }
        say.accept(Finding.good(topic(), "", settings.get("store.url") + " can be opened"));
        schema(open.get(), say);
        for (StoreQuestion question : questions) {
            try {
                question.ask(open.get(), say);
            } catch (StoreException e) {
                say.accept(Finding.bad(
                        question.topic(),
                        "",
                        "the store does not answer: " + e.getMessage(),
                        "See the log of the database."));
            }
        }
    }

    private static void schema(Database database, Consumer<Finding> say) {
        SchemaVersion schema = SchemaVersion.of(database.dataSource());
        String text = "tables of version " + schema.version();
        if (schema.newer()) {
            say.accept(Finding.bad(
                    Topic.STORE_SCHEMA,
                    "",
                    text + ", made by a newer Click Router",
                    "Use that version, or restore a backup of before."));
        } else if (schema.pending() > 0) {
            say.accept(Finding.warning(
                    Topic.STORE_SCHEMA,
                    "",
                    text + "; the next start brings them up to date (" + schema.pending() + " to do)",
                    "Make a backup first."));
        } else {
            say.accept(Finding.good(Topic.STORE_SCHEMA, "", text));
        }
    }
}
