package org.clickrouter.settings.value;

import java.time.Duration;
import java.util.List;
import org.clickrouter.text.Durations;

/** How many requests a day polling and re-reading need when no answer is full. */
public final class DailyRequests {

    private static final double DAY = Duration.ofDays(1).toMillis();
    /** The longest range of one request, by the API's documentation. */
    private static final long WINDOW = Duration.ofDays(31).toMillis();

    private DailyRequests() {}

    /**
     * @param period between two polls
     * @param tiers of re-reading, each span/every
     * @return requests a day
     */
    public static double of(Duration period, List<String> tiers) {
        double requests = DAY / period.toMillis();
        for (String tier : tiers) {
            String[] spanAndEvery = tier.split("/");
            long windows = Math.max(1, (Durations.parse(spanAndEvery[0]).toMillis() + WINDOW - 1) / WINDOW);
            requests += windows * DAY / Durations.parse(spanAndEvery[1]).toMillis();
        }
        return requests;
    }
}
