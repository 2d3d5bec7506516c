package org.clickrouter.store.contact;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.ContactWait;
import org.clickrouter.store.clicks.Forgotten;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.Operations;

/** Contacts of chats, kept by a hash of the chat, and the deliveries that wait for them. */
public final class Contacts {

    private static final String WAITING = """
            SELECT d.row_id, c.chat_id, COALESCE(c.clicked_at, c.first_seen), d.created
            FROM delivery d JOIN click c ON c.id = d.click_id
            WHERE d.destination = ? AND d.state = 'pending' AND d.due > ? AND d.operation = ?
              AND d.failure IS NULL AND d.revision > 0
            ORDER BY d.destination, d.state, d.due LIMIT 10000""";

    private final Database database;
    private final Operations operations;
    private final Clock clock;
    private volatile Listener listener = (operation, destination, found) -> {};

    public Contacts(Database database, Operations operations, Clock clock) {
        this.database = database;
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * A delivery that waits.
     *
     * @param row of the delivery
     * @param clicked when the click was made, epoch milliseconds
     * @param created since when it waits, epoch milliseconds
     */
    public record Waiting(long row, String chat, long clicked, long created) {
        /** Hides the chat. */
        @Override
        public String toString() {
            return "Waiting[" + row + "]";
        }
    }

    /** What waits of an operation, of each destination 10,000 at most. */
    public List<Waiting> waiting(String operation, Collection<String> destinations) {
        List<Waiting> all = new ArrayList<>();
        for (String destination : destinations) {
            all.addAll(database.query(
                    WAITING,
                    r -> new Waiting(r.getLong(1), r.getString(2), r.getLong(3), r.getLong(4)),
                    destination,
                    clock.millis(),
                    operation));
        }
        return all;
    }

    /** @return those of the chats whose contact is there */
    public Set<String> known(String operation, Collection<String> chats) {
        Map<String, String> byHash = new HashMap<>();
        chats.forEach(chat -> byHash.put(Forgotten.hash(operation, chat), chat));
        Set<String> known = new HashSet<>();
        database.query(
                        "SELECT hash FROM contact WHERE operation = ? AND hash = ANY(?)",
                        r -> r.getString(1),
                        operation,
                        byHash.keySet().toArray(String[]::new))
                .forEach(hash -> known.add(byHash.get(hash)));
        return known;
    }

    /**
     * Keeps contacts, and lets the deliveries go that waited for them, in one transaction. A chat that was forgotten
     * meanwhile is left out.
     *
     * @param contacts by chat, JSON
     * @throws org.clickrouter.store.progress.LeaseLostException when another instance holds the operation
     */
    public void store(Lease lease, Map<String, String> contacts, Collection<Waiting> waiting) {
        String operation = lease.operation();
        Map<String, String> byHash = new HashMap<>();
        contacts.forEach((chat, contact) -> byHash.put(Forgotten.hash(operation, chat), contact));
        database.transaction(() -> {
            // Whoever forgets a chat holds this row, too.
            operations.guard(lease);
            byHash.keySet()
                    .removeAll(database.query(
                            "SELECT hash FROM forgotten WHERE operation = ? AND hash = ANY(?)",
                            r -> r.getString(1),
                            operation,
                            byHash.keySet().toArray(String[]::new)));
            database.update(
                    "DELETE FROM contact WHERE operation = ? AND hash = ANY(?)",
                    operation,
                    byHash.keySet().toArray(String[]::new));
            long now = clock.millis();
            database.batch(
                    "INSERT INTO contact (operation, hash, contact, stored_at) VALUES (?, ?, ?, ?)",
                    byHash.entrySet().stream()
                            .map(entry -> new Object[] {operation, entry.getKey(), entry.getValue(), now})
                            .toList());
            release(waiting.stream()
                    .filter(one -> contacts.containsKey(one.chat()))
                    .toList());
            return null;
        });
    }

    /** Lets deliveries go. */
    public void release(Collection<Waiting> waiting) {
        if (!waiting.isEmpty()) {
            long now = clock.millis();
            database.update(
                    "UPDATE delivery SET due = ? WHERE row_id = ANY(?) AND state = 'pending' AND due > ?",
                    now,
                    waiting.stream().map(Waiting::row).toArray(Long[]::new),
                    now);
        }
    }

    /** Is told of each delivery that has waited, once it goes for the first time. */
    @FunctionalInterface
    public interface Listener {
        void goes(String operation, String destination, boolean found);
    }

    /** From now on this one is told. */
    public void tell(Listener other) {
        listener = other;
    }

    /** Adds to each record the contact of its chat, where that is there. */
    public List<Delivery> complete(List<Delivery> deliveries, ContactWait wait) {
        Map<Delivery, String> hashes = new HashMap<>();
        Set<Delivery> waited = new HashSet<>();
        for (Delivery delivery : deliveries) {
            String chat = Click.of(delivery.operation(), delivery.record()).chatId();
            hashes.put(delivery, Forgotten.hash(delivery.operation(), chat));
            if (delivery.attempt() == 1
                    && wait.isFor(delivery.operation(), delivery.destination(), delivery.revision(), chat)) {
                waited.add(delivery);
            }
        }
        Map<String, String> contacts = new HashMap<>();
        database.query(
                "SELECT hash, contact FROM contact WHERE hash = ANY(?)",
                r -> contacts.put(r.getString(1), r.getString(2)),
                (Object) hashes.values().stream().distinct().toArray(String[]::new));
        waited.forEach(delivery -> listener.goes(
                delivery.operation(), delivery.destination(), contacts.containsKey(hashes.get(delivery))));
        return deliveries.stream()
                .map(delivery -> {
                    String contact = contacts.get(hashes.get(delivery));
                    return contact == null
                            ? delivery
                            : delivery.withRecord(ContactField.add(delivery.record(), contact));
                })
                .toList();
    }

    /** Deletes what is older. */
    public int deleteOlder(Duration keep) {
        return database.update("DELETE FROM contact WHERE stored_at < ?", clock.millis() - keep.toMillis());
    }
}
