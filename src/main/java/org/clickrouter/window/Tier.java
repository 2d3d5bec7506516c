package org.clickrouter.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.text.Durations;

/**
 * How far back, and how often, seconds are read again for late codes.
 *
 * @param span how far back from now
 * @param every how often
 */
public record Tier(Duration span, Duration every) {

    /**
     * Reads {@code 6h/30m,48h/6h,7d/1d}: span/every, comma-separated; empty for none.
     *
     * @throws IllegalArgumentException naming the part that is wrong
     */
    public static List<Tier> parse(String text) {
        List<Tier> tiers = new ArrayList<>();
        for (String part : text.split(",")) {
            if (part.isBlank()) {
                continue;
            }
            String[] both = part.trim().split("/", -1);
            if (both.length != 2) {
                throw new IllegalArgumentException(
                        "'" + part.trim() + "' is no tier; a tier is span/every, for example 6h/30m");
            }
            Tier tier = new Tier(Durations.parse(both[0].trim()), Durations.parse(both[1].trim()));
            if (tier.span.isZero() || tier.every.isZero()) {
                throw new IllegalArgumentException(
                        "'" + part.trim() + "': neither the span nor the time between may be zero");
            }
            tiers.add(tier);
        }
        return tiers;
    }

    /** @return its text, which names it in the store */
    @Override
    public String toString() {
        return Durations.format(span) + "/" + Durations.format(every);
    }
}
