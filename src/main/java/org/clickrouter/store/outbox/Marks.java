package org.clickrouter.store.outbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;

/** Writes how attempts ended into the deliveries. */
final class Marks {

    private static final String DONE = """
                UPDATE delivery
                SET state = 'done', attempts = attempts + 1, finished = ?, holder = ?, leased_until = 0, status = ?,
                  failure = NULL, error = NULL
                WHERE row_id = ANY(?) AND state <> 'done'""";
    private static final String FAILED = """
                UPDATE delivery
                SET state = ?, attempts = attempts + ?, uncounted = uncounted + ?, due = ?, finished = ?,
                  failure = ?, status = ?, error = ?, holder = NULL, leased_until = 0
                WHERE row_id = ? AND state = 'pending' AND holder = ?""";
    private static final String RETURNED = """
                UPDATE delivery SET holder = NULL, leased_until = 0
                WHERE row_id = ANY(?) AND state = 'pending' AND holder = ?""";
    private static final String ALONE = "UPDATE delivery SET batch = id WHERE row_id = ANY(?) AND state = 'pending'";
    /** In a row, before a mark is given up. */
    private static final int CONFLICTS = 10;

    private final Database database;
    private final Clock clock;
    private final String instance;
    private final Leases leases;
    private final Attempts attempts;

    Marks(Database database, Clock clock, String instance, Leases leases) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
        this.leases = leases;
        this.attempts = new Attempts(database);
    }

    /**
     * Marks how attempts ended, all in one transaction. A success counts whoever holds the delivery by now; a failure
     * only if the lease is still ours. Each failure leaves a row in the table of attempts. Where another transaction is
     * in the way, or the connection broke, it is done again: what a receiver has would be sent once more without its
     * mark.
     *
     * @param ended asked at each try, once its turn to commit has come
     * @throws StoreException when it could not be done: the leases then expire by themselves
     */
    void mark(Supplier<? extends Collection<Outcome>> ended) {
        for (int failures = 1; ; failures++) {
            try {
                leases.gone(database.inTurn(() -> {
                    Collection<Outcome> outcomes = ended.get();
                    mark(outcomes, clock.millis());
                    return outcomes;
                }));
                return;
            } catch (StoreException e) {
                if (failures > (e.isConflict() ? CONFLICTS : 1)) {
                    throw e;
                }
            }
        }
    }

    private void mark(Collection<Outcome> outcomes, long now) {
        Outcome first = outcomes.stream().findFirst().orElse(null);
        if (first == null) {
            return;
        }
        if (outcomes.stream()
                .allMatch(o -> o.state() == Outcome.State.DONE && Objects.equals(o.status(), first.status()))) {
            // As most marks are: one statement, which commits by itself.
            List<Long> rows =
                    outcomes.stream().map(o -> o.delivery().row()).sorted().toList();
            succeeded(rows, first.status(), now);
            return;
        }
        database.transaction(() -> {
            // In one order, so that two instances which mark the same seldom wait for each other in a circle; where
            // they do, it is done again.
            List<Outcome> sorted = outcomes.stream()
                    .sorted(Comparator.comparingLong(o -> o.delivery().row()))
                    .toList();
            returned(sorted);
            failed(sorted, now);
            Map<Integer, List<Long>> successes = new HashMap<>();
            sorted.stream()
                    .filter(o -> o.state() == Outcome.State.DONE)
                    .forEach(o -> successes
                            .computeIfAbsent(o.status(), status -> new ArrayList<>())
                            .add(o.delivery().row()));
            for (Map.Entry<Integer, List<Long>> same : successes.entrySet()) {
                succeeded(same.getValue(), same.getKey(), now);
            }
            return null;
        });
    }

    private void returned(List<Outcome> outcomes) {
        Long[] rows = outcomes.stream()
                .filter(o -> o.state() == Outcome.State.RETURNED)
                .map(o -> o.delivery().row())
                .toArray(Long[]::new);
        if (rows.length > 0) {
            database.update(RETURNED, rows, instance);
        }
    }

    /** Where it is no longer ours, another instance says what becomes of it. */
    private void failed(List<Outcome> outcomes, long now) {
        List<Outcome> failures = outcomes.stream()
                .filter(o -> o.state() != Outcome.State.RETURNED && o.state() != Outcome.State.DONE)
                .toList();
        if (failures.isEmpty()) {
            return;
        }
        List<Object[]> updates = new ArrayList<>();
        for (Outcome o : failures) {
            boolean dead = o.state() == Outcome.State.DEAD;
            int counted = o.state() == Outcome.State.HELD || o.state() == Outcome.State.SPLIT ? 0 : 1;
            updates.add(new Object[] {
                dead ? "dead" : "pending",
                counted,
                1 - counted,
                dead ? now : o.due(),
                dead ? now : null,
                o.failure(),
                o.status(),
                o.error(),
                o.delivery().row(),
                instance
            });
        }
        int[] marked = database.batch(FAILED, updates);
        attempts.failed(failures, marked, now);
        Long[] split = IntStream.range(0, marked.length)
                .filter(i -> marked[i] != 0 && failures.get(i).state() == Outcome.State.SPLIT)
                .mapToObj(i -> failures.get(i).delivery().row())
                .toArray(Long[]::new);
        if (split.length > 0) {
            database.update(ALONE, (Object) split);
        }
    }

    private int succeeded(List<Long> rows, Integer status, long now) {
        return database.update(DONE, now, instance, status, rows.toArray(Long[]::new));
    }
}
