package org.clickrouter.store.progress;

import org.clickrouter.store.jdbc.Database;

/**
 * What an operation did while the clock ran ahead would keep it waiting, once the clock is right, until real time has
 * caught up.
 */
final class ClockPutBack {

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

    /** What was made in the future, as the clock tells it now, is due at once. */
    private void deliveries() {
        database.update("""
                UPDATE delivery SET due = ?, created = ?
                WHERE operation = ? AND state = 'pending' AND created > ?""", second * 1000, second * 1000, operation, second * 1000 + Operations.CLOCK_STEP_MILLIS);
    }
}
