package org.clickrouter.tryout.example;

import org.clickrouter.settings.UsageException;

/** A mistake in a file of examples; the message is one line for each, with file, line and rule. */
public final class ExampleException extends UsageException {

    ExampleException(String message) {
        super(message);
    }
}
