package org.clickrouter.store.retention;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.clickrouter.store.clicks.Forgotten;
import org.clickrouter.store.counts.ClickDays;
import org.clickrouter.store.jdbc.Database;

/** Forgets one chat for good: whoever it is of may ask for that by law. */
public final class Forgetting {

    private final Database database;
    private final Clock clock;

    public Forgetting(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What there was.
     *
     * @param clicks how many
     * @param quarantined records that could not be understood and name the chat
     * @param sent by destination: deliveries that arrived there, and when the last did, epoch milliseconds
     * @param unsent deliveries that waited or were dead
     * @param beingSent whether one of them is being sent just now; then nothing was forgotten
     */
    public record Report(int clicks, int quarantined, Map<String, Sent> sent, int unsent, boolean beingSent) {}

    /** @param last when it arrived, epoch milliseconds */
    public record Sent(int deliveries, long last) {}

    private record Delivery(long row, String id, String destination, String state, long finished) {}

    /**
     * Looks, and forgets unless it is told not to, in one transaction.
     *
     * @param operations in which the chat is looked for
     */
    public Report forget(List<String> operations, String chat, boolean dryRun) {
        return database.transaction(() -> {
            for (String operation : operations) {
                // First, as whoever stores clicks does: none of them can come between.
                database.query(
                        "SELECT operation FROM operation_state WHERE operation = ? FOR UPDATE",
                        row -> row.getString(1),
                        operation);
            }
            Map<String, List<UUID>> clicks = new TreeMap<>();
            for (String operation : operations) {
                List<UUID> its = database.query(
                        "SELECT id FROM click WHERE operation = ? AND chat_id = ?",
                        row -> row.getObject(1, UUID.class),
                        operation,
                        chat);
                if (!its.isEmpty()) {
                    clicks.put(operation, its);
                }
            }
            List<UUID> all = clicks.values().stream().flatMap(List::stream).toList();
            List<Delivery> deliveries = deliveries(all);
            boolean busy = busy(deliveries);
            int quarantined = quarantined(operations, chat, dryRun || busy);
            if (!dryRun && !busy) {
                delete(all, deliveries);
                clicks.forEach((operation, its) -> new ClickDays(database).changed(operation, its));
                for (String operation : operations) {
                    database.update(
                            "DELETE FROM contact WHERE operation = ? AND hash = ?",
                            operation,
                            Forgotten.hash(operation, chat));
                    Forgotten.add(database, operation, chat, clock.millis());
                }
            }
            return report(all.size(), quarantined, deliveries, busy);
        });
    }

    private List<Delivery> deliveries(List<UUID> clicks) {
        if (clicks.isEmpty()) {
            return List.of();
        }
        return database.query(
                "SELECT row_id, id, destination, state, COALESCE(finished, 0) FROM delivery WHERE click_id = ANY(?)",
                row -> new Delivery(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5)),
                (Object) clicks.toArray(UUID[]::new));
    }

    /** Locks what waits: whoever claims at the same time leaves it out. */
    private boolean busy(List<Delivery> deliveries) {
        long now = clock.millis();
        return database
                .query(
                        "SELECT leased_until FROM delivery WHERE row_id = ANY(?) AND state = 'pending' ORDER BY row_id FOR UPDATE",
                        row -> row.getLong(1),
                        (Object) deliveries.stream().map(Delivery::row).toArray(Long[]::new))
                .stream()
                .anyMatch(end -> end > now);
    }

    private void delete(List<UUID> clicks, List<Delivery> deliveries) {
        if (!deliveries.isEmpty()) {
            database.update("DELETE FROM attempt WHERE delivery_id = ANY(?)", (Object)
                    deliveries.stream().map(Delivery::id).toArray(String[]::new));
            database.update("DELETE FROM delivery WHERE row_id = ANY(?)", (Object)
                    deliveries.stream().map(Delivery::row).toArray(Long[]::new));
        }
        if (!clicks.isEmpty()) {
            Object ids = clicks.toArray(UUID[]::new);
            database.update("DELETE FROM unrouted WHERE click_id = ANY(?)", ids);
            database.update("DELETE FROM revision WHERE click_id = ANY(?)", ids);
            database.update("DELETE FROM click WHERE id = ANY(?)", ids);
        }
    }

    /** The rows stay without their text, so that the same record is not kept again. */
    private int quarantined(List<String> operations, String chat, boolean onlyCount) {
        int found = 0;
        for (String operation : operations) {
            found += onlyCount
                    ? database.query(
                                    "SELECT 1 FROM quarantine WHERE operation = ? AND POSITION(? IN raw) > 0",
                                    row -> 1,
                                    operation,
                                    chat)
                            .size()
                    : database.update(
                            "UPDATE quarantine SET raw = '', reason = 'forgotten' WHERE operation = ? AND POSITION(? IN raw) > 0",
                            operation,
                            chat);
        }
        return found;
    }

    private static Report report(int clicks, int quarantined, List<Delivery> deliveries, boolean busy) {
        Map<String, Sent> sent = new TreeMap<>();
        int unsent = 0;
        for (Delivery delivery : deliveries) {
            if (delivery.state().equals("done")) {
                sent.merge(
                        delivery.destination(),
                        new Sent(1, delivery.finished()),
                        (a, b) -> new Sent(a.deliveries() + b.deliveries(), Math.max(a.last(), b.last())));
            } else {
                unsent++;
            }
        }
        return new Report(clicks, quarantined, sent, unsent, busy);
    }
}
