package org.clickrouter.store.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.clickrouter.store.counts.ClickDays;
import org.clickrouter.store.jdbc.Database;

/**
 * Deletes what is old in every respect: deliveries that were done, and clicks that nothing hangs on any more. What a
 * read can still meet is never deleted, since it would come back as news: a click goes by when it was made, which
 * decides what re-reads and backfills find, and only if nothing of it is younger either.
 */
public final class Retention {

    /** Between what a re-read can meet and what is deleted, for clocks and zones that are a little wrong. */
    private static final Duration SLACK = Duration.ofDays(1);

    /**
     * What is done was due before, so the index for claiming finds what was done long ago; nothing is indexed for
     * deleting.
     */
    private static final String OLD_DELIVERIES = """
                SELECT row_id
                FROM delivery
                WHERE destination = ? AND state = 'done' AND due < ? AND finished < ?
                ORDER BY destination, state, due LIMIT ?""";
    /** Apart from the look: H2 would lock all that it looks through. */
    private static final String STILL_OLD =
            "SELECT row_id FROM delivery WHERE row_id = ANY(?) AND state = 'done' AND finished < ? FOR UPDATE SKIP LOCKED";

    /**
     * A click of one operation that was made, read and coded long ago, routed, and in the range of no backfill that is
     * under way. Its current revision is its youngest. Whether deliveries are left is asked apart: they have no index
     * by click.
     */
    private static final String OLD_CLICK = """
                c.operation = ? AND c.clicked_at < ? AND c.first_seen < ? AND c.seen_at < ? AND NOT EXISTS (SELECT 1
                FROM unrouted u
                WHERE u.click_id = c.id) AND NOT EXISTS (SELECT 1
                FROM backfill b
                WHERE b.operation = c.operation AND b.finished IS NULL
                  AND c.clicked_at >= (b.from_second - 86400) * 1000
                  AND c.clicked_at <= (b.to_second + 86400) * 1000)""";
    /** A click's id begins with its date, so those of young clicks are left out. */
    private static final String WITH_DELIVERIES =
            "SELECT row_id, click_id FROM delivery WHERE row_id > ? AND click_id < ? ORDER BY row_id LIMIT "
                    + Retention.PAGE;

    private static final int PAGE = 10_000;

    /**
     * Clicks that may go, found by one look at all of them.
     *
     * @param before what is as old as this may go, epoch milliseconds
     */
    public record Candidates(String operation, long before, List<UUID> clicks) {}

    private record Gone(UUID id, long clickedAt) {}

    private final Database database;
    private final Clock clock;

    public Retention(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Every destination that has deliveries; by the index, from one name to the next. */
    public List<String> destinations() {
        List<String> names = new ArrayList<>();
        String next = next("");
        while (next != null) {
            names.add(next);
            next = next(next);
        }
        return names;
    }

    private String next(String after) {
        return database.query("SELECT MIN(destination) FROM delivery WHERE destination > ?", r -> r.getString(1), after)
                .get(0);
    }

    /** Every operation that was ever polled: what was never polled may still meet anything. */
    public List<String> operations() {
        return database.query(
                "SELECT operation FROM operation_state WHERE progress_second IS NOT NULL ORDER BY operation",
                r -> r.getString(1));
    }

    /**
     * Deletes deliveries of one destination that were done long ago, with their attempts, in one transaction. Pending
     * and dead ones stay.
     *
     * @param keep how long they are kept
     * @param limit at most
     * @return how many; 0 also where another instance is deleting just these
     */
    public int deliveries(String destination, Duration keep, int limit) {
        long before = clock.millis() - keep.toMillis();
        return database.transaction(() -> {
            List<Long> found = database.query(OLD_DELIVERIES, r -> r.getLong(1), destination, before, before, limit);
            List<Long> rows = found.isEmpty()
                    ? found
                    : database.query(STILL_OLD, r -> r.getLong(1), found.toArray(Long[]::new), before);
            if (!rows.isEmpty()) {
                Object array = rows.toArray(Long[]::new);
                Set<String> batches = new HashSet<>();
                List<String> ids = database.query(
                        "SELECT id, batch FROM delivery WHERE row_id = ANY(?)",
                        r -> {
                            batches.add(r.getString(2));
                            return r.getString(1);
                        },
                        array);
                database.update("DELETE FROM attempt WHERE delivery_id = ANY(?)", (Object) ids.toArray(String[]::new));
                database.update("DELETE FROM delivery WHERE row_id = ANY(?)", array);
                batches.remove(null);
                if (!batches.isEmpty()) {
                    database.update("DELETE FROM batch WHERE id = ANY(?)", (Object) batches.toArray(String[]::new));
                }
            }
            return rows.size();
        });
    }

    /**
     * Looks through all clicks of an operation for those that may go; deletes nothing.
     *
     * @param limit at most
     */
    public Candidates candidates(String operation, Duration keep, int limit) {
        long before = clock.millis() - keep.toMillis();
        Long progress = database.query(
                        "SELECT progress_second FROM operation_state WHERE operation = ?",
                        r -> (Long) r.getObject(1),
                        operation)
                .get(0);
        if (progress == null) {
            return new Candidates(operation, before, List.of());
        }
        // After a long pause of the product polling goes on where it was, however long ago that is.
        long clicked = Math.min(before, progress * 1000 - SLACK.toMillis());
        Set<UUID> held = withDeliveries(clicked);
        List<UUID> found = database.query(
                "SELECT c.id FROM click c WHERE " + OLD_CLICK + " LIMIT ?",
                r -> r.getObject(1, UUID.class),
                operation,
                clicked,
                before,
                before,
                limit + held.size());
        return new Candidates(
                operation,
                before,
                found.stream()
                        .filter(click -> !held.contains(click))
                        .limit(limit)
                        .toList());
    }

    /** Clicks made before a time that still have deliveries. No revision that is old and routed gets new ones. */
    private Set<UUID> withDeliveries(long clicked) {
        UUID younger = new UUID(clicked + SLACK.toMillis() << 16, 0);
        Set<UUID> clicks = new HashSet<>();
        long[] last = {0};
        int rows;
        do {
            rows = database.query(
                            WITH_DELIVERIES,
                            r -> {
                                last[0] = r.getLong(1);
                                return clicks.add(r.getObject(2, UUID.class));
                            },
                            last[0],
                            younger)
                    .size();
        } while (rows == PAGE);
        return clicks;
    }

    /**
     * Deletes clicks, in one transaction; those that have changed since they were found stay. From then on what is read
     * of that time and before is no news.
     *
     * @param from first of the candidates
     * @param to behind the last
     * @return how many
     */
    public int clicks(Candidates candidates, int from, int to) {
        UUID[] ids = candidates.clicks().subList(from, to).toArray(UUID[]::new);
        return database.transaction(() -> {
            // First, as whoever stores clicks or orders a backfill does: none of them can come between.
            database.query(
                    "SELECT operation FROM operation_state WHERE operation = ? FOR UPDATE",
                    r -> r.getString(1),
                    candidates.operation());
            List<Gone> gone = still(candidates, ids);
            if (!gone.isEmpty()) {
                Object clicks = gone.stream().map(Gone::id).toArray(UUID[]::new);
                database.update("DELETE FROM revision WHERE click_id = ANY(?)", clicks);
                database.update("DELETE FROM click WHERE id = ANY(?)", clicks);
                new ClickDays(database)
                        .changed(
                                candidates.operation(),
                                gone.stream().map(Gone::id).toList());
                long second = Math.floorDiv(
                        gone.stream().mapToLong(Gone::clickedAt).max().orElseThrow(), 1000L);
                database.update("""
                UPDATE operation_state
                SET forgotten_second = GREATEST(COALESCE(forgotten_second, ?), ?),
                  origin_second = GREATEST(origin_second, ?)
                WHERE operation = ?""", second, second, second + 1, candidates.operation());
            }
            return gone.size();
        });
    }

    private List<Gone> still(Candidates candidates, UUID[] ids) {
        return database.query(
                "SELECT c.id, c.clicked_at FROM click c WHERE c.id = ANY(?) AND " + OLD_CLICK,
                r -> new Gone(r.getObject(1, UUID.class), r.getLong(2)),
                ids,
                candidates.operation(),
                candidates.before(),
                candidates.before(),
                candidates.before());
    }

    /** Deletes the counts of calls on days long ago. */
    public int quota(Duration keep) {
        return database.update(
                "DELETE FROM quota WHERE quota_day < ?",
                Instant.ofEpochMilli(clock.millis() - keep.toMillis())
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString());
    }
}
