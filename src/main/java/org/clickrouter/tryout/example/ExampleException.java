package org.clickrouter.tryout.example;

/** A mistake in a file of examples; the message is one line for each, with file, line and rule. */
public final class ExampleException extends RuntimeException {

    ExampleException(String message) {
        super(message);
    }
}
