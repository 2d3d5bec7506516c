package org.clickrouter.store.clicks;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which deliveries wait for the contact of their chat, and how long: those of clicks that get a code, to the
 * destinations that ask for it ({@code NAME.enrich}).
 *
 * @param operations whose contacts are asked for ({@code wolkvox.enrich})
 * @param destinations that ask
 * @param longest after that a delivery goes without
 */
public record ContactWait(Predicate<String> operations, Set<String> destinations, Duration longest) {

    /** None waits. */
    public static final ContactWait NONE = new ContactWait(operation -> false, Set.of(), Duration.ZERO);

    /** How the API says that a click has no chat. */
    private static final Set<String> NO_CHAT = Set.of("", "-", "0", "null");

    /** Whether a destination is given contacts. */
    public boolean wants(String destination) {
        return destinations.contains(destination);
    }

    /** Whether contacts of an operation are asked for. */
    public boolean asks(String operation) {
        return !destinations.isEmpty() && operations.test(operation);
    }

    /**
     * Whether a delivery waits.
     *
     * @param revision 0: the click has no code
     */
    public boolean isFor(String operation, String destination, int revision, String chat) {
        return wants(destination) && revision > 0 && asks(operation) && !NO_CHAT.contains(chat);
    }

    /** When a new delivery may go. */
    long due(String operation, String destination, RoutedClick change, long now) {
        boolean waits =
                isFor(operation, destination, change.revision(), change.click().chatId());
        return waits ? now + longest.toMillis() : now;
    }
}
