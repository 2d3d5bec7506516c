package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fills {@link DestinationState}. */
public final class DestinationQuery {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int LOOKED_AT = 2_000;

    /** Not by the index on queues: on H2 that has all that was ever sent there, and only the newest rows are wanted. */
    private static final String ITS = "CASE WHEN destination = ? THEN 1 END = 1";

    private final Reader reader;
    private final OverviewQuery overview;
    private final Recent recent;
    private final Function<String, Optional<DestinationState.Spread>> attempts;
    private final Clock clock;

    /** @param attempts how long attempts at a destination take, where any was made */
    public DestinationQuery(
            Reader reader,
            OverviewQuery overview,
            Function<String, Optional<DestinationState.Spread>> attempts,
            Clock clock) {
        this.reader = reader;
        this.overview = overview;
        this.recent = overview.recent();
        this.attempts = attempts;
        this.clock = clock;
    }

    public DestinationState of(String name) {
        long since = clock.millis() - DAY;
        List<Long> waits = reader.query(
                "SELECT d.finished - r.seen_at FROM (SELECT click_id, revision, finished FROM delivery"
                        + " WHERE row_id >= ? AND " + ITS + " AND state = 'done' AND finished >= ?"
                        + " ORDER BY row_id DESC LIMIT " + LOOKED_AT + ") d JOIN revision r"
                        + " ON r.click_id = d.click_id AND r.revision = d.revision ORDER BY 1",
                (r, n) -> Math.max(0, r.getLong(1)),
                recent.firstRow(),
                name,
                since);
        return new DestinationState(
                overview.destination(name),
                outcomes(name),
                attempts.apply(name).orElse(null),
                waits.isEmpty()
                        ? null
                        : new DestinationState.Spread(waits.size(), percentile(waits, 0.5), percentile(waits, 0.95)));
    }

    private List<DestinationState.Outcome> outcomes(String name) {
        record How(String state, String failure, Integer status) {}
        Map<How, Long> counts = new HashMap<>();
        recent.ended().all().stream()
                .filter(alike -> alike.lastDay() && alike.destination().equals(name))
                .forEach(alike -> counts.merge(
                        new How(alike.state(), alike.failure(), alike.status()), (long) alike.count(), Long::sum));
        return counts.entrySet().stream()
                .map(of -> new DestinationState.Outcome(
                        of.getKey().state, of.getKey().failure, of.getKey().status, of.getValue()))
                .sorted(Comparator.comparing(DestinationState.Outcome::count).reversed())
                .toList();
    }

    private static long percentile(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }
}
