package org.clickrouter.delivery;

/**
 * What a destination's own route throws for a click that its receiver can never take, by {@code throwException}: the
 * delivery is dead at once, with this message, and can be replayed.
 */
public final class UnfitClickException extends RuntimeException {

    /** @param message why, shown in logs and pages; nobody's data belongs into it */
    public UnfitClickException(String message) {
        super(message);
    }
}
