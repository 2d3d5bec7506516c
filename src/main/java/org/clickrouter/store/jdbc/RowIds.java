package org.clickrouter.store.jdbc;

/**
 * Numbers for rows, taken from the database in blocks, so that no statement has to ask for the number of what it wrote.
 */
public final class RowIds {

    /** As the sequence says. */
    private static final int BLOCK = 10_000;

    private final Database database;
    private long next;
    private long end;

    public RowIds(Database database) {
        this.database = database;
    }

    /** @return a number that no row has had; after a rollback some are never used */
    public synchronized long next() {
        if (next == end) {
            next = database.one(
                    database.isPostgres() ? "SELECT nextval('row_block')" : "SELECT NEXT VALUE FOR row_block",
                    r -> r.getLong(1));
            end = next + BLOCK;
        }
        return next++;
    }
}
