package org.clickrouter.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.SmallHeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver was away for long: what waits for it is claimed in order in a small heap, in the process of the store. */
class LongQueueTest {

    private static final int WAITING = 100_000;

    @TempDir
    private Path folder;

    @Test
    void inOrderTheFirstOfEachChatIsClaimed() throws Exception {
        // Two of each chat wait.
        assertThat(SmallHeap.output(getClass(), "jdbc:h2:file:" + folder.resolve("store")))
                .containsExactly("[msg_1, msg_3, msg_5]", "[msg_7, msg_9, msg_11]");
    }

    /** Argument: the URL of the store. */
    public static void main(String[] args) {
        try (Database store = Database.open(args[0], "", "", 4)) {
            for (int from = 1; from <= WAITING; from += 1_000) {
                fill(store, from, from + 1_000);
            }
            Outbox outbox = new Outbox(store, Clock.systemUTC(), "one");
            for (int i = 0; i < 2; i++) {
                System.out.println(outbox.claimInOrder("crm", 3, Duration.ofMinutes(5), List.of()).stream()
                        .map(Delivery::id)
                        .toList());
            }
        }
    }

    private static void fill(Database store, int from, int to) {
        List<Object[]> clicks = new ArrayList<>();
        List<Object[]> revisions = new ArrayList<>();
        List<Object[]> deliveries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            UUID id = new UUID(1_795_000_000_000L + i << 16, i);
            clicks.add(new Object[] {id, "a chat of some length " + (i + 1) / 2});
            revisions.add(new Object[] {id});
            deliveries.add(new Object[] {(long) i, "msg_" + i, id});
        }
        store.batch(
                "INSERT INTO click (id, operation, chat_id, source_id, click_date, cod_act, revision, seen_at,"
                        + " content_hash, read_no, first_seen)"
                        + " VALUES (?, 'default', ?, 'ad', '2026-11-27 10:00:00', 'VENTA', 1, 5, 1, 1, 4)",
                clicks);
        store.batch(
                "INSERT INTO revision (click_id, revision, cod_act, record, seen_at, destinations, routed_to)"
                        + " VALUES (?, 1, 'VENTA', '{}', 5, 1, 'crm')",
                revisions);
        store.batch(
                "INSERT INTO delivery (row_id, id, destination, click_id, revision, operation, state, due, created)"
                        + " VALUES (?, ?, 'crm', ?, 1, 'default', 'pending', 1, 1)",
                deliveries);
    }
}
