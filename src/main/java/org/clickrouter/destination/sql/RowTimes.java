package org.clickrouter.destination.sql;

import java.time.Instant;
import java.time.ZoneId;
import org.clickrouter.report.Click;
import org.clickrouter.store.outbox.Delivery;

/**
 * The times of a row.
 *
 * @param clicked when the click was made; null where its date could not be read
 * @param firstSeen when the product first read it
 * @param coded when its first code was seen; null while it has none
 * @param delivered when the row is written
 */
public record RowTimes(Instant clicked, Instant firstSeen, Instant coded, Instant delivered) {

    /** @param zone of the operation, which says when the click was made */
    static RowTimes of(Delivery delivery, ZoneId zone, Instant now) {
        return new RowTimes(
                Click.at(delivery.clickId(), zone).orElse(null),
                Instant.ofEpochMilli(delivery.firstSeen()),
                delivery.codedAt() == null ? null : Instant.ofEpochMilli(delivery.codedAt()),
                now);
    }
}
