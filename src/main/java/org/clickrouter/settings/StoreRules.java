package org.clickrouter.settings;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.text.Durations;

/**
 * What the settings of the store must be together with others. A value that is wrong by itself takes part in none of
 * these rules.
 */
public final class StoreRules {

    private static final Duration SLACK = Duration.ofDays(1);

    private StoreRules() {}

    /** A click that was deleted and is read again would be sent again as news. */
    public static List<Problem> check(Settings settings) {
        if (!settings.isSet("store.keep")
                || Stream.of("store.keep", "poll.re-read")
                        .anyMatch(key -> settings.brokenRule(key).isPresent())) {
            return List.of();
        }
        Duration keep = settings.duration("store.keep");
        Duration widest = settings.list("poll.re-read").stream()
                .map(tier -> Durations.parse(tier.split("/")[0]))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return keep.isZero() || keep.compareTo(widest.plus(SLACK)) >= 0
                ? List.of()
                : List.of(settings.problem(
                        Severity.ERROR,
                        "store.keep",
                        "must be at least 1d longer than the widest span of poll.re-read, " + Durations.format(widest)
                                + ": a click that is deleted and read again would be sent again"));
    }
}
