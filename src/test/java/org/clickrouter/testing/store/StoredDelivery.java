package org.clickrouter.testing.store;

/**
 * A delivery: times in epoch milliseconds; what is not there is null.
 *
 * @param click the id of its click in the store
 * @param state pending, done or dead
 * @param attempts of the retry schedule under way
 * @param uncounted attempts that the schedule does not count: before a replay, or while the destination was paused
 * @param holder the instance that delivered it
 * @param failure the kind of the last failure
 */
public record StoredDelivery(
        String id,
        String destination,
        String operation,
        String chat,
        String click,
        int revision,
        String code,
        String state,
        int attempts,
        int uncounted,
        long due,
        long created,
        Long finished,
        String holder,
        String failure,
        Integer status,
        String error,
        String body,
        String contentType) {

    /** Attempts of all kinds. */
    public int allAttempts() {
        return attempts + uncounted;
    }
}
