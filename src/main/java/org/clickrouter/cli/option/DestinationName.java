package org.clickrouter.cli.option;

import org.clickrouter.settings.UsageException;

/** A destination as a command names it. */
public final class DestinationName {

    private DestinationName() {}

    /** Reads a destination's name. */
    public static String of(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new UsageException(text + ": a destination's name has 1 to 64 letters, digits, - or _");
        }
        return text;
    }
}
