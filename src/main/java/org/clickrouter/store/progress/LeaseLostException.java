package org.clickrouter.store.progress;

/** Another instance has taken the operation over: what this one still holds must not be written. */
public final class LeaseLostException extends RuntimeException {

    public LeaseLostException(String operation) {
        super("Another instance polls operation " + operation + " now; this one stops and writes nothing more of it");
    }
}
