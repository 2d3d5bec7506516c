package org.clickrouter.app;

/** Wrong usage or configuration: one line a mistake, exit code 2. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
