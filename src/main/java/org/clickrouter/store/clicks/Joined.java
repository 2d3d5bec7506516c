package org.clickrouter.store.clicks;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which destinations take their deliveries in the transaction of the clicks.
 *
 * @param holder by which those are marked as done
 */
record Joined(JoinedDestinations destinations, String holder) {

    static final Joined NONE = new Joined(JoinedDestinations.NONE, null);

    /** Those that these clicks go to. One that is given contacts must wait for them. */
    Set<String> of(List<RoutedClick> changes, ContactWait contacts) {
        return changes.stream()
                .flatMap(change -> change.names().stream())
                .distinct()
                .filter(name -> !contacts.wants(name) && destinations.joins(name))
                .collect(Collectors.toSet());
    }
}
