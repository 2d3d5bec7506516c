package org.clickrouter.store.progress;

/**
 * A routed backfill would reach clicks that were sent once and have been deleted since: they would be sent again as
 * news.
 */
public final class ForgottenException extends RuntimeException {

    private final long second;

    public ForgottenException(long second) {
        super("clicks have been deleted up to second " + second);
        this.second = second;
    }

    /** @return clicks of this second (epoch seconds) and before may have been deleted */
    public long second() {
        return second;
    }
}
