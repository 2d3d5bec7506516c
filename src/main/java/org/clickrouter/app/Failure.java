package org.clickrouter.app;

import org.clickrouter.store.StoreException;
import org.clickrouter.text.OneLine;

/** Puts a failure into one line. */
final class Failure {

    private Failure() {}

    /** @return the first cause that says something, on one line */
    static String line(Throwable failure) {
        if (failure instanceof StoreException) {
            return OneLine.of(failure.getMessage(), 500);
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message =
                root.getMessage() == null || root.getMessage().isBlank() ? failure.getMessage() : root.getMessage();
        return OneLine.of(message == null ? root.getClass().getSimpleName() : message, 500);
    }
}
