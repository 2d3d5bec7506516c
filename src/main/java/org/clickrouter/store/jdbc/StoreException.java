package org.clickrouter.store.jdbc;

import java.sql.SQLException;
import org.clickrouter.text.SelfExplaining;

/** The store could not do what was asked; nothing of the transaction was kept. */
public final class StoreException extends RuntimeException implements SelfExplaining {

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Whether the same may succeed later, be it that an engineer has to mend something: the store is away, busy, full,
     * or takes nothing from us. What it refuses because of the values it will always refuse: SQLSTATE classes 21, 22
     * and 23 of the standard.
     */
    public boolean mayPass() {
        String state = getCause() instanceof SQLException sql ? sql.getSQLState() : null;
        return state == null || !state.matches("(21|22|23).*");
    }

    /**
     * Whether another transaction was in the way, so that the same once more may well succeed: a deadlock, a conflict,
     * a lock that was not to be had in time. SQLSTATE class 40 of the standard, 55P03 of PostgreSQL and HYT00 of H2.
     */
    public boolean isConflict() {
        String state = getCause() instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && (state.startsWith("40") || state.equals("55P03") || state.equals("HYT00"));
    }
}
