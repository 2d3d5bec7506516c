package org.clickrouter.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Numbers for rows, taken from the database in blocks, so that no statement has to ask for the number of what it wrote.
 */
public final class RowIds {

    /** As the sequence says. */
    private static final int BLOCK = 10_000;

    private final boolean postgres;
    private long next;
    private long end;

    public RowIds(boolean postgres) {
        this.postgres = postgres;
    }

    /** @return a number that no row has had; after a rollback some are never used */
    public synchronized long next(Connection connection) throws SQLException {
        if (next == end) {
            next = Database.query(
                            connection,
                            postgres ? "SELECT nextval('row_block')" : "SELECT NEXT VALUE FOR row_block",
                            r -> r.getLong(1))
                    .get(0);
            end = next + BLOCK;
        }
        return next++;
    }
}
