package org.clickrouter.destination.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.text.Durations;

/** A receiver that takes no old news: what it would refuse is not sent, and no retry makes it younger. */
final class MaximumAge {

    private MaximumAge() {}

    /** @throws DeliveryException BAD_PAYLOAD, final, where the code was first seen longer ago */
    static void keep(Optional<Duration> longest, Delivery delivery, Clock clock) {
        Instant seen = Instant.ofEpochMilli(delivery.seenAt());
        longest.filter(age -> seen.isBefore(clock.instant().minus(age))).ifPresent(age -> {
            throw new DeliveryException(
                            FailureKind.BAD_PAYLOAD,
                            "not sent: its code was first seen at " + seen.truncatedTo(ChronoUnit.SECONDS)
                                    + ", longer ago than " + delivery.destination() + ".max-age, "
                                    + Durations.format(age))
                    .asLast();
        });
    }
}
