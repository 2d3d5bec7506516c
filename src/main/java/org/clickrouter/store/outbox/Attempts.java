package org.clickrouter.store.outbox;

import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.jdbc.Database;

/** Writes what a delivery's own row is about to forget: each attempt that failed, and a success that is sent again. */
final class Attempts {

    /** After the delivery's own row was changed and is locked by it, so that no other can take the same number. */
    private static final String FAILED =
            "INSERT INTO attempt (delivery_id, attempt, ended, outcome, failure, status, error, answer)"
                    + " SELECT d.id, d.attempts + d.uncounted, CAST(? AS BIGINT), 'failed', CAST(? AS VARCHAR), CAST(? AS INTEGER), CAST(? AS VARCHAR),"
                    + " CAST(? AS VARCHAR)"
                    + " FROM delivery d WHERE d.row_id = ? AND" + Attempts.NEW;

    private static final String OVERWRITTEN =
            "INSERT INTO attempt (delivery_id, attempt, ended, outcome, failure, status, error)"
                    + " SELECT d.id, d.attempts + d.uncounted, d.finished, CASE WHEN d.state = 'done' THEN 'done' ELSE 'failed' END, d.failure, d.status,"
                    + " d.error FROM delivery d WHERE d.row_id = ANY(?) AND d.finished IS NOT NULL AND" + Attempts.NEW;
    /** An instance of a version before this one does not go on with the numbers. */
    private static final String NEW =
            " NOT EXISTS (SELECT 1 FROM attempt a WHERE a.delivery_id = d.id AND a.attempt = d.attempts + d.uncounted)";

    private final Database database;

    Attempts(Database database) {
        this.database = database;
    }

    /**
     * In the transaction that has marked them.
     *
     * @param outcomes that ended in a failure
     * @param marked how many rows each of them changed: none where the claim was lost, and then it is no attempt of
     *     ours
     */
    void failed(List<Outcome> outcomes, int[] marked, long now) {
        if (outcomes.isEmpty()) {
            return;
        }
        List<Object[]> inserts = new ArrayList<>();
        for (int i = 0; i < marked.length; i++) {
            if (marked[i] != 0) {
                Outcome o = outcomes.get(i);
                inserts.add(new Object[] {
                    now,
                    o.failure(),
                    o.status(),
                    o.error(),
                    o.answer(),
                    o.delivery().row()
                });
            }
        }
        database.batch(FAILED, inserts);
    }

    /** In the transaction that is about to send them again; their rows are locked. */
    void overwritten(List<Long> rows) {
        database.update(OVERWRITTEN, (Object) rows.toArray(Long[]::new));
    }
}
