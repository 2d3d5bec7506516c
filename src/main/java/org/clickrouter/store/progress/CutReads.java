package org.clickrouter.store.progress;

import java.util.Set;
import org.clickrouter.store.jdbc.Database;

/** The reads that stored a part of their answer and have not come to its end: what they saw proves nothing. */
public final class CutReads {

    private static final long KEPT = 5000;

    private final Database database;

    public CutReads(Database database) {
        this.database = database;
    }

    /** In the transaction that stores a window's first chunk, more to come: until its end the read counts as cut. */
    public void begun(Lease lease, long read) {
        database.update("INSERT INTO cut_read (operation, read_no) VALUES (?, ?)", lease.operation(), read);
    }

    /** @return the numbers of the reads that wrote and never came to their end */
    public Set<Long> of(String operation) {
        return Set.copyOf(
                database.query("SELECT read_no FROM cut_read WHERE operation = ?", r -> r.getLong(1), operation));
    }

    /** The read has come to its end. */
    void ended(Lease lease, long read) {
        // A window too large for one answer leaves its mark for good; thousands of reads later it tells nothing any
        // more.
        database.update(
                "DELETE FROM cut_read WHERE operation = ? AND (read_no = ? OR read_no < ?)",
                lease.operation(),
                read,
                read - KEPT);
    }

    /** The last read that was begun under the lease has come to its end. */
    void ended(Lease lease) {
        database.update("""
                DELETE FROM cut_read
                WHERE operation = ? AND read_no =
                  (SELECT read_no FROM operation_state WHERE operation = ? AND lease_token = ?)""", lease.operation(), lease.operation(), lease.token());
    }
}
