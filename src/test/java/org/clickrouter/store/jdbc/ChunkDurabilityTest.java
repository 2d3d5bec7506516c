package org.clickrouter.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;
import org.clickrouter.store.progress.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * On PostgreSQL chunks do not wait for the disk one by one; what is sent or counted as read does, and takes those
 * before it along.
 */
@ParameterizedClass
@EnumSource(names = "POSTGRESQL")
class ChunkDurabilityTest extends StoreTest {

    @Test
    void theWindowsEndGivenRecordsAClaimAndAMarkWaitForTheDisk() {
        // The servers of tests wait for no disk by themselves.
        database.update(
                "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' SET synchronous_commit TO on'; END $$");
        database.close();
        database = Database.open(url, kind.user(), "", 10);
        operations = new Operations(database, clock, "one");
        store = new ClickStore(database, operations, clock);
        database.update("CREATE TABLE waits (what VARCHAR, setting VARCHAR)");
        database.update(
                "CREATE FUNCTION note() RETURNS trigger AS $$ BEGIN INSERT INTO waits VALUES (TG_TABLE_NAME || ' ' || TG_OP,"
                        + " current_setting('synchronous_commit')); RETURN NEW; END $$ LANGUAGE plpgsql");
        database.update("CREATE TRIGGER note_click AFTER INSERT ON click FOR EACH ROW EXECUTE FUNCTION note()");
        database.update("CREATE TRIGGER note_delivery AFTER UPDATE ON delivery FOR EACH ROW EXECUTE FUNCTION note()");

        read(List.of(click("1", "A")), List.of(click("2", "B")));
        store.writeInput(store.compare(begin(), List.of(click("3", "C")), true));
        Outbox outbox = new Outbox(database, clock, "one");
        outbox.mark(outbox.claim("crm", 1, TERM).stream()
                .map(delivery -> Outcome.done(delivery, 200))
                .toList());

        assertThat(texts("SELECT what || ' ' || setting FROM waits"))
                .containsExactly(
                        "click INSERT off",
                        "click INSERT on",
                        "click INSERT on",
                        "delivery UPDATE on",
                        "delivery UPDATE on");
    }
}
