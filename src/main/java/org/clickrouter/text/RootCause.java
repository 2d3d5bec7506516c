package org.clickrouter.text;

/** Puts a failure into one line. */
public final class RootCause {

    private RootCause() {}

    /** @return the first cause that says something, on one line */
    public static String line(Throwable failure) {
        if (failure instanceof SelfExplaining) {
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
