package org.clickrouter.store.clicks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which destinations take their deliveries in the transaction of the clicks.
 *
 * @param holder by which those are marked as done
 */
record Joined(JoinedDestinations destinations, String holder) {

    static final Joined NONE = new Joined(JoinedDestinations.NONE, null);

    /** Those that these clicks go to. One that is given contacts must wait for them. */
    Set<String> of(List<RoutedClick> changes, ContactWait contacts) {
        Set<String> names = new HashSet<>();
        changes.forEach(change -> change.names(names));
        names.removeIf(name -> contacts.wants(name) || !destinations.joins(name));
        return names;
    }
}
