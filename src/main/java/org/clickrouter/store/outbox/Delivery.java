package org.clickrouter.store.outbox;

import java.util.UUID;

/**
 * One click on its way to one destination.
 *
 * @param row of the delivery in the store
 * @param id what a receiver sees as the message's id: the same through retries, replays and restarts
 * @param destination name after {@code outbox:}
 * @param operation whose click
 * @param clickId identity of the click
 * @param revision of the code
 * @param code activity code of that revision, normalised
 * @param record the click's fields as the API named them, JSON
 * @param body made by the routing file; null: the destination makes its own from the record
 * @param contentType of that body, or null
 * @param attempts made before this one, as the retry schedule counts them: from the last replay on
 * @param seenAt when the revision was first seen, epoch milliseconds
 * @param uncounted attempts that the retry schedule does not count: before the last replay, or at a paused destination
 * @param firstSeen when the click was first read, epoch milliseconds
 * @param codedAt when a code of it was first seen; null: it has none
 * @param batch the request that it shares with others, for ever; its own id where it always goes alone; null where
 *     nothing was decided
 */
public record Delivery(
        long row,
        String id,
        String destination,
        String operation,
        UUID clickId,
        int revision,
        String code,
        String record,
        String body,
        String contentType,
        int attempts,
        long seenAt,
        int uncounted,
        long firstSeen,
        Long codedAt,
        String batch) {

    /** A delivery of which every attempt counts, of a click whose first code, if it has any, came with it. */
    public Delivery(
            long row,
            String id,
            String destination,
            String operation,
            UUID clickId,
            int revision,
            String code,
            String record,
            String body,
            String contentType,
            int attempts,
            long seenAt) {
        this(
                row,
                id,
                destination,
                operation,
                clickId,
                revision,
                code,
                record,
                body,
                contentType,
                attempts,
                seenAt,
                0,
                seenAt,
                revision == 0 ? null : Long.valueOf(seenAt),
                null);
    }

    /** @return the same with another record */
    public Delivery withRecord(String record) {
        return with(record, body, contentType);
    }

    /** @return the same with another body */
    public Delivery with(String body, String contentType) {
        return with(record, body, contentType);
    }

    private Delivery with(String record, String body, String contentType) {
        return new Delivery(
                row,
                id,
                destination,
                operation,
                clickId,
                revision,
                code,
                record,
                body,
                contentType,
                attempts,
                seenAt,
                uncounted,
                firstSeen,
                codedAt,
                batch);
    }

    /** @return whether it shares a request with others */
    public boolean isTogether() {
        return batch != null && !batch.equals(id);
    }

    /** @return the id of the request that carries it: the same through retries, replays and restarts */
    public String request() {
        return batch == null ? id : batch;
    }

    /** @return the number of the attempt that is to be made now: 1, 2, ... over all replays */
    public int attempt() {
        return attempts + uncounted + 1;
    }
}
