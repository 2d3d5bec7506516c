package org.clickrouter.store.clicks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.RowIds;
import org.clickrouter.store.outbox.Delivery;

/**
 * Writes the deliveries of a chunk: into the queues, and those of destinations that join the transaction as done with
 * what they wrote. Only the first code of a new click is delivered so, since nothing older of it can wait in the queue.
 */
final class Queueing {

    private static final String INSERT = """
                INSERT INTO delivery (row_id, id, destination, click_id, revision, operation, body, content_type,
                  state, attempts, due, created, finished, holder)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    /** A lock on their table must not hold up the clicks. H2 waits as long by itself. */
    private static final String WAIT_SHORTLY = "SET LOCAL lock_timeout TO '2s'";

    private static final String WAIT_AS_BEFORE = "SET LOCAL lock_timeout TO DEFAULT";

    private final Database database;
    private final RowIds rows;
    private final ContactWait contacts;
    private final Joined joined;
    private final String operation;
    private final long now;

    Queueing(Database database, RowIds rows, ContactWait contacts, Joined joined, String operation, long now) {
        this.database = database;
        this.rows = rows;
        this.contacts = contacts;
        this.joined = joined;
        this.operation = operation;
        this.now = now;
    }

    /**
     * Rows of one destination come beside each other: what is claimed and marked together lies on few pages then.
     *
     * @param joining destinations that join the transaction
     */
    void write(List<RoutedClick> changes, Set<String> joining) {
        Map<String, Map<RoutedClick, RoutedClick.Addressed>> queues = new LinkedHashMap<>();
        for (RoutedClick change : changes) {
            change.close()
                    .forEach((destination, addressed) -> queues.computeIfAbsent(
                                    destination, name -> new LinkedHashMap<>())
                            .put(change, addressed));
        }
        List<Object[]> inserts = new ArrayList<>();
        queues.forEach((destination, clicks) -> {
            List<Delivery> together = new ArrayList<>();
            clicks.forEach((change, addressed) -> {
                Delivery delivery = delivery(change, destination, addressed);
                if (change.first() && joining.contains(destination)) {
                    together.add(delivery);
                } else {
                    inserts.add(pending(delivery, contacts.due(operation, destination, change, now)));
                }
            });
            if (!together.isEmpty() && !join(destination, together)) {
                together.forEach(delivery -> inserts.add(pending(delivery, now)));
            }
        });
        database.batch(INSERT, inserts);
    }

    private Delivery delivery(RoutedClick change, String destination, RoutedClick.Addressed addressed) {
        return new Delivery(
                rows.next(),
                addressed.id(),
                destination,
                operation,
                change.click().id(),
                change.revision(),
                change.click().code(),
                change.click().json(),
                addressed.body(),
                addressed.contentType(),
                0,
                now);
    }

    private boolean join(String destination, List<Delivery> deliveries) {
        try {
            database.nested(() -> {
                if (database.isPostgres()) {
                    database.update(WAIT_SHORTLY);
                }
                database.batch(INSERT, deliveries.stream().map(this::done).toList());
                joined.destinations().deliver(destination, deliveries);
                if (database.isPostgres()) {
                    database.update(WAIT_AS_BEFORE);
                }
                return null;
            });
            return true;
        } catch (RuntimeException refused) {
            // Why is said when they are tried from the queue. Where the connection is gone, what follows fails, too.
            return false;
        }
    }

    private Object[] pending(Delivery d, long due) {
        return row(d, "pending", 0, due, null, null);
    }

    private Object[] done(Delivery d) {
        return row(d, "done", 1, now, now, joined.holder());
    }

    private Object[] row(Delivery d, String state, int attempts, long due, Long finished, String holder) {
        return new Object[] {
            d.row(),
            d.id(),
            d.destination(),
            d.clickId(),
            d.revision(),
            d.operation(),
            d.body(),
            d.contentType(),
            state,
            attempts,
            due,
            now,
            finished,
            holder
        };
    }
}
