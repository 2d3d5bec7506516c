package org.clickrouter.cli;

import org.clickrouter.settings.UsageException;

/** A destination as a command names it. */
final class DestinationName {

    private DestinationName() {}

    /** Reads a destination's name. */
    static String of(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new UsageException(text + ": a destination's name has 1 to 64 letters, digits, - or _");
        }
        return text;
    }
}
