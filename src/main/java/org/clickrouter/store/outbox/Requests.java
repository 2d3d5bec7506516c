package org.clickrouter.store.outbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.clickrouter.store.jdbc.Database;

/**
 * Which deliveries share a request. That is decided once and stored in the transaction that leases them, before
 * anything is sent: whoever sends it again, after a failure or a crash or in another instance, sends the same
 * deliveries under the same id.
 */
public final class Requests {

    /** Together, so that a request stays below the megabyte that many servers take at most. */
    private static final long MOST_CHARACTERS = 500_000;

    private static final String LENGTHS = "SELECT d.row_id, CHAR_LENGTH(COALESCE(d.body, r.record)) FROM delivery d"
            + " JOIN revision r ON r.click_id = d.click_id AND r.revision = d.revision WHERE d.row_id = ANY(?)";

    private final Database database;
    private final Leases leases;

    Requests(Database database, Leases leases) {
        this.database = database;
        this.leases = leases;
    }

    /**
     * Chooses requests, and stores what new ones carry.
     *
     * @param due rows, in the order in which they are to go
     * @param busy rows that this instance has under way
     * @param requests how many at most
     * @param now epoch milliseconds
     * @return all rows of all of them, locked
     */
    List<Long> choose(List<Long> due, Set<Long> busy, Gathering gathering, int requests, long now) {
        Set<Long> all = new LinkedHashSet<>(due);
        all.addAll(members(database, batches(due)));
        Map<Long, Due> locked = new LinkedHashMap<>();
        all.removeAll(busy);
        leases.lock(all, now).forEach(one -> locked.put(one.row(), one));
        List<Due> ours = due.stream().map(locked::get).filter(Objects::nonNull).toList();
        List<Long> rows = new ArrayList<>();
        int left = requests;
        for (List<Long> request : stored(ours).values()) {
            if (left > 0 && locked.keySet().containsAll(request)) {
                rows.addAll(request);
                left--;
            }
        }
        List<Due> fresh = new ArrayList<>();
        for (Due one : ours) {
            boolean alone = one.batch() == null
                    ? one.tried() || gathering.most() == 1
                    : one.batch().equals(one.id());
            if (alone && left > 0) {
                rows.add(one.row());
                left--;
            } else if (!alone && one.batch() == null) {
                fresh.add(one);
            }
        }
        if (left > 0 && !fresh.isEmpty()) {
            rows.addAll(gather(fresh, gathering, left, now));
        }
        return rows;
    }

    private List<String> batches(List<Long> rows) {
        return database.query(
                "SELECT DISTINCT batch FROM delivery WHERE row_id = ANY(?) AND batch <> id",
                r -> r.getString(1),
                (Object) rows.toArray(Long[]::new));
    }

    /** The whole of each request of which anything is due. */
    private Map<String, List<Long>> stored(List<Due> due) {
        Map<String, List<Long>> requests = new LinkedHashMap<>();
        due.stream()
                .filter(one -> one.batch() != null && !one.batch().equals(one.id()))
                .forEach(one -> requests.computeIfAbsent(one.batch(), batch -> new ArrayList<>())
                        .add(one.row()));
        if (requests.isEmpty()) {
            return requests;
        }
        Set<Long> members = new TreeSet<>(members(database, requests.keySet()));
        requests.values().forEach(members::addAll);
        requests.values().forEach(List::clear);
        database.query(
                "SELECT row_id, batch FROM delivery WHERE row_id = ANY(?) AND state = 'pending' ORDER BY row_id",
                r -> {
                    List<Long> request = requests.get(r.getString(2));
                    return request != null && request.add(r.getLong(1));
                },
                (Object) members.toArray(Long[]::new));
        return requests;
    }

    /** Whether a text has the form of a request's id, as far as several deliveries share it. */
    public static boolean isId(String text) {
        return text.matches("batch_[0-9a-f]{32}");
    }

    /** All rows that were ever put into some requests. */
    public static List<Long> members(Database database, Collection<String> batches) {
        return database
                .query("SELECT deliveries FROM batch WHERE id = ANY(?)", r -> r.getString(1), (Object)
                        batches.toArray(String[]::new))
                .stream()
                .flatMap(Requests::rows)
                .toList();
    }

    /** Those that the table of requests lists. */
    public static Stream<Long> rows(String deliveries) {
        return Arrays.stream(deliveries.split(",")).map(Long::valueOf);
    }

    private List<Long> gather(List<Due> waiting, Gathering gathering, int requests, long now) {
        long oldest = waiting.stream().mapToLong(Due::due).min().orElseThrow();
        boolean late = oldest + gathering.every().toMillis() <= now;
        if (waiting.size() < gathering.most() && !late) {
            return List.of();
        }
        Long[] rows = waiting.stream().map(Due::row).toArray(Long[]::new);
        Map<Long, Long> lengths = new TreeMap<>();
        database.query(LENGTHS, r -> lengths.put(r.getLong(1), r.getLong(2)), (Object) rows);
        List<List<Due>> groups = new ArrayList<>();
        long characters = 0;
        boolean full = true;
        for (Due one : waiting) {
            long length = lengths.get(one.row());
            if (full || characters + length > MOST_CHARACTERS) {
                groups.add(new ArrayList<>());
                characters = 0;
            }
            List<Due> group = groups.get(groups.size() - 1);
            group.add(one);
            characters += length;
            full = group.size() == gathering.most();
        }
        if (!full && !late) {
            groups.remove(groups.size() - 1);
        }
        List<List<Due>> wanted = groups.subList(0, Math.min(requests, groups.size()));
        store(wanted);
        return wanted.stream().flatMap(List::stream).map(Due::row).toList();
    }

    private void store(List<List<Due>> groups) {
        List<Object[]> batches = new ArrayList<>();
        List<Object[]> deliveries = new ArrayList<>();
        for (List<Due> group : groups) {
            // Alone it goes under its own id.
            String id = group.size() == 1
                    ? group.get(0).id()
                    : "batch_" + UUID.randomUUID().toString().replace("-", "");
            Stream<Long> rows = group.stream().map(Due::row).sorted();
            if (group.size() > 1) {
                batches.add(new Object[] {
                    id, String.join(",", rows.map(String::valueOf).toList())
                });
            }
            group.forEach(one -> deliveries.add(new Object[] {id, one.row()}));
        }
        if (!batches.isEmpty()) {
            database.batch("INSERT INTO batch (id, deliveries) VALUES (?, ?)", batches);
        }
        if (!deliveries.isEmpty()) {
            database.batch("UPDATE delivery SET batch = ? WHERE row_id = ?", deliveries);
        }
    }
}
