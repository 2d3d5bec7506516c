package org.clickrouter.store;

/** The store could not do what was asked; nothing of the transaction was kept. */
public final class StoreException extends RuntimeException {

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
