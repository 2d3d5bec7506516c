package org.clickrouter.settings;

/** Nothing is wrong with the settings, but secrets that they name cannot be had now: a line for each, exit code 1. */
public final class SecretAwayException extends RuntimeException {

    public SecretAwayException(String message) {
        super(message);
    }
}
