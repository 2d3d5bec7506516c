package org.clickrouter.poll;

import org.clickrouter.poll.limit.CallRefusedException;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.LeaseLostException;

/** Finds the product's own exceptions inside what Camel wrapped around them. */
final class KnownCause {

    private KnownCause() {}

    /** @return the lost lease, the refused call or the store's failure among the causes; else the failure itself */
    static Throwable in(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof LeaseLostException || t instanceof CallRefusedException || t instanceof StoreException) {
                return t;
            }
        }
        return failure;
    }
}
