package org.clickrouter.store;

import java.sql.SQLException;

/** The store could not do what was asked; nothing of the transaction was kept. */
public final class StoreException extends RuntimeException {

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Whether the same may succeed later: the store is away, or busy, or full. What it refuses because of the values or the statement it will always
     * refuse: SQLSTATE classes 21, 22, 23 and 42 of the standard.
     */
    public boolean mayPass() {
        String state = getCause() instanceof SQLException sql ? sql.getSQLState() : null;
        return state == null || !state.matches("(21|22|23|42).*");
    }

    /**
     * Whether another transaction was in the way, so that the same once more may well succeed: a deadlock, a conflict, a lock that was not to be had in time.
     * SQLSTATE class 40 of the standard, 55P03 of PostgreSQL and HYT00 of H2.
     */
    boolean isConflict() {
        String state = getCause() instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && (state.startsWith("40") || state.equals("55P03") || state.equals("HYT00"));
    }
}
