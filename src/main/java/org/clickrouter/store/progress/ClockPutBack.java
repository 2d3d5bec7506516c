package org.clickrouter.store.progress;

import org.clickrouter.store.jdbc.Database;

/**
 * What an operation did while the clock ran ahead would keep it waiting, once the clock is right, until real time has
 * caught up.
 */
final class ClockPutBack {

    /** No request takes as long: its claim may end then without its being sent twice. */
    private static final long LONGEST_SEND_MILLIS = 600_000;

    private final Database database;
    private final String operation;
    private final long second;

    /** @param second that it really is */
    ClockPutBack(Database database, String operation, long second) {
        this.database = database;
        this.operation = operation;
        this.second = second;
    }

    /** To be called in a transaction that holds the operation's lease. */
    void bringBack() {
        new Coverage(database).cutAfter(operation, second);
        progress();
        deliveries();
    }

    /**
     * To the last second that was read before, or to the beginning where that cannot be told: what lies between was
     * asked for before it had happened.
     */
    private void progress() {
        database.update("""
                UPDATE operation_state
                SET progress_second = CASE WHEN origin_second > ? THEN NULL ELSE GREATEST(origin_second, COALESCE(
                    (SELECT MAX(to_second) FROM coverage WHERE coverage.operation = ? AND read_at <= ?),
                    origin_second)) END,
                  origin_second = CASE WHEN origin_second > ? THEN NULL ELSE origin_second END
                WHERE operation = ?""", second, operation, second * 1000, second, operation);
    }

    /**
     * What was made in the future, as the clock tells it now, is due at once; so is what was tried there and waits for
     * a time after that. A claim of then ends soon, or that of a process that was killed would last until real time has
     * caught up.
     */
    private void deliveries() {
        long now = second * 1000;
        long future = now + Operations.CLOCK_STEP_MILLIS;
        database.update("""
                UPDATE delivery SET due = ?, created = ?
                WHERE operation = ? AND state = 'pending' AND created > ?""", now, now, operation, future);
        database.update("""
                UPDATE delivery SET due = ?
                WHERE operation = ? AND state = 'pending' AND due > ?
                  AND EXISTS (SELECT 1 FROM attempt WHERE delivery_id = delivery.id AND ended > ?)""", now, operation, future, future);
        database.update("""
                UPDATE delivery SET leased_until = ?
                WHERE operation = ? AND state = 'pending' AND leased_until > ?""", now + LONGEST_SEND_MILLIS, operation, now + LONGEST_SEND_MILLIS);
    }
}
