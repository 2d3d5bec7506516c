package org.clickrouter.store.jdbc;

import java.sql.SQLException;
import java.util.Set;
import org.clickrouter.text.SelfExplaining;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** The store could not do what was asked; nothing of the transaction was kept. */
public final class StoreException extends RuntimeException implements SelfExplaining {

    /** A lock that was not to be had in time, for PostgreSQL and for H2; Spring takes neither for a conflict. */
    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param failure of Spring; where it only says that a commit or a connection failed, it is looked up why */
    static StoreException of(RuntimeException failure) {
        RuntimeException why = failure.getCause() instanceof SQLException sql
                ? new SQLExceptionSubclassTranslator().translate("store", null, sql)
                : failure;
        return new StoreException("The store failed: " + rootMessage(failure), why == null ? failure : why);
    }

    /** The first line of what the innermost cause says. */
    static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage())
                .lines()
                .findFirst()
                .orElse(root.getClass().getSimpleName());
    }

    /**
     * Whether the same may succeed later, be it that an engineer has to mend something: the store is away, busy, full,
     * or takes nothing from us. What it refuses because of the values it will always refuse.
     */
    public boolean mayPass() {
        return !(getCause() instanceof DataIntegrityViolationException);
    }

    /**
     * Whether another transaction was in the way, so that the same once more may well succeed: a deadlock, a conflict,
     * a lock that was not to be had in time.
     */
    public boolean isConflict() {
        return getCause() instanceof ConcurrencyFailureException
                || getCause() != null
                        && getCause().getCause() instanceof SQLException sql
                        && LOCK_TIMEOUTS.contains(sql.getSQLState());
    }
}
