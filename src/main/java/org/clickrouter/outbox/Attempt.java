package org.clickrouter.outbox;

import java.util.List;
import java.util.Set;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.store.contact.ContactMask;
import org.clickrouter.store.outbox.Delivery;

/**
 * One pass through the route of a destination.
 *
 * @param failure or null where the receiver has it
 * @param status HTTP status, or null
 * @param sent whether the receiver may have it
 */
record Attempt(DeliveryException failure, Integer status, boolean sent) {

    /** Of the content of a request. */
    private static final Set<Integer> OF_CONTENT = Set.of(400, 413, 422);
    /** Too slow, in conflict, too early: what a receiver may answer that has the request already. */
    private static final Set<Integer> MAY_HAVE_IT = Set.of(408, 409, 425);
    /** What one delivery alone may be to blame for. */
    private static final Set<FailureKind> OF_ONE = Set.of(FailureKind.BAD_PAYLOAD, FailureKind.ROUTE_FAILED);

    /** The same, with nothing in its words of the people whom the group's clicks are of. */
    Attempt withoutContacts(List<Delivery> group) {
        return failure == null
                ? this
                : new Attempt(
                        failure.masked(ContactMask.of(
                                group.stream().map(Delivery::record).toList())),
                        status,
                        sent);
    }

    /**
     * Whether the receiver certainly has none of a request that failed, and one delivery may be to blame: then each of
     * them may go alone, under another id. Nothing of it was ever sent, or its content was refused. After any other
     * failure the receiver may have all of it.
     */
    boolean refusedTogether(List<Delivery> group) {
        if (!group.get(0).isTogether() || failure.sick()) {
            return false;
        } else if (!sent) {
            return group.get(0).attempt() == 1 && OF_ONE.contains(failure.kind());
        }
        int answered = failure.status().orElse(0);
        return OF_CONTENT.contains(answered)
                || failure.isLast() && answered / 100 == 4 && !MAY_HAVE_IT.contains(answered);
    }
}
