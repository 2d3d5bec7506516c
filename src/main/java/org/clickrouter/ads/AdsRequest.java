package org.clickrouter.ads;

import java.time.LocalDate;

/**
 * What is asked.
 *
 * @param from first day, as the clicks' dates say
 * @param to last day
 * @param operation its name, or empty for all
 */
public record AdsRequest(LocalDate from, LocalDate to, By by, String operation) {

    private static final int DAYS = 30;

    /** @throws IllegalArgumentException where the last day is before the first */
    public AdsRequest {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to " + to + ": is before from " + from);
        }
    }

    /** @param from null: 30 days with the last */
    public static AdsRequest of(LocalDate from, LocalDate to, By by, String operation, LocalDate today) {
        LocalDate last = to == null ? today : to;
        return new AdsRequest(from == null ? last.minusDays(DAYS - 1L) : from, last, by, operation);
    }
}
