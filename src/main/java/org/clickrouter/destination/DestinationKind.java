package org.clickrouter.destination;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Gathering;

/**
 * A kind of destination: what webhooks, mails and so on have in common. Each has a package of its own, a Kamelet
 * {@code kamelets/click-KIND-sink.kamelet.yaml} that sends, and a line in
 * {@code META-INF/services/org.clickrouter.destination.DestinationKind}; no kind knows another.
 */
public interface DestinationKind {

    /** The kind's name, also that of its shipped destination: its settings stand under {@code NAME.}. */
    String name();

    /**
     * Destinations of this kind whose settings stand in the file: the shipped one, and those that the engineer added.
     */
    List<String> destinations(Settings settings);

    /** Whether a destination of this kind has all that it cannot do without, most often its address. */
    boolean isEnabled(Settings settings, String destination);

    /** Whether this is the one kind that takes each destination that no other kind knows. */
    default boolean takesAnyOther() {
        return false;
    }

    /** The setting without which the shipped destination is off; empty where it is never off. */
    default String address() {
        return "";
    }

    /**
     * Whether a destination's receiver is the store itself, and may be written in the transaction that stores the
     * clicks.
     */
    default boolean isInStore(Settings settings, String destination) {
        return false;
    }

    /**
     * How deliveries come together into requests; empty where a request is whatever an exchange of the destination's
     * route carries.
     */
    default Optional<Gathering> gathering(Settings settings, String destination) {
        return Optional.empty();
    }

    /** What is wrong with the settings of all destinations of this kind, beyond each value by itself. */
    default List<Problem> check(Settings settings) {
        return List.of();
    }

    /**
     * Looks whether a destination can be reached, lets us in, and has what we write to; nothing is sent. It is
     * interrupted when its time is up.
     *
     * @param say takes each finding as soon as it is there
     * @throws Exception where it cannot tell
     */
    default void probe(Settings settings, String destination, Clock clock, Consumer<Finding> say) throws Exception {
        say.accept(Finding.skipped(
                Topic.DESTINATION_CONNECTION,
                destination,
                "a destination of this kind cannot be looked at beforehand"));
    }

    /**
     * What a delivery would carry; nothing is sent or called.
     *
     * @throws Exception when the message could not be made
     */
    Payload show(DestinationContext context, Delivery delivery) throws Exception;
}
