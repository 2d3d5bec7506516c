package org.clickrouter.store.outbox;

/**
 * How an attempt at a delivery ended.
 *
 * @param delivery which
 * @param state what becomes of it
 * @param due when it is tried again, epoch milliseconds; only for RETRY, HELD and SPLIT
 * @param failure kind of failure, or null
 * @param status HTTP status, or null
 * @param error one line for the engineer, or null
 * @param answer how the receiver's answer begins, one line with secrets masked, or null
 */
public record Outcome(
        Delivery delivery, State state, long due, String failure, Integer status, String error, String answer) {

    /** A failure whose receiver said nothing. */
    public Outcome(Delivery delivery, State state, long due, String failure, Integer status, String error) {
        this(delivery, state, due, failure, status, error, null);
    }

    /** What becomes of a delivery. */
    public enum State {
        DONE,
        RETRY,
        DEAD,
        /** Tried at a destination that is paused now: no attempt of the schedule. */
        HELD,
        /** Refused together with others: from now on it goes alone, under its own id. */
        SPLIT,
        /** Not tried after all: given back as it was. */
        RETURNED
    }

    /** The receiver has it. */
    public static Outcome done(Delivery delivery, Integer status) {
        return new Outcome(delivery, State.DONE, 0, null, status, null);
    }

    /** Given back untried. */
    public static Outcome returned(Delivery delivery) {
        return new Outcome(delivery, State.RETURNED, 0, null, null, null);
    }
}
