package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.clickrouter.observe.OutboxRoutes;
import org.clickrouter.store.outbox.Pauses;

/** Fills {@link DestinationState}. */
public final class DestinationQuery {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Reader reader;
    private final Pauses pauses;
    private final OutboxRoutes routes;
    private final Clock clock;

    public DestinationQuery(Reader reader, Pauses pauses, OutboxRoutes routes, Clock clock) {
        this.reader = reader;
        this.pauses = pauses;
        this.routes = routes;
        this.clock = clock;
    }

    public DestinationState of(String name) {
        Optional<Pauses.Pause> pause = pauses.of(name);
        long since = clock.millis() - DAY;
        List<DestinationState.Outcome> outcomes = reader.query(
                "SELECT state, failure, status, COUNT(*) FROM (SELECT state, failure, status FROM delivery WHERE"
                        + " destination = ? AND state IN ('done', 'dead') AND finished >= ? LIMIT 10000) ended"
                        + " GROUP BY state, failure, status ORDER BY 4 DESC",
                (r, n) -> new DestinationState.Outcome(
                        r.getString(1), r.getString(2), (Integer) r.getObject(3), r.getLong(4)),
                name,
                since);
        List<Long> waits = reader.query(
                "SELECT finished - created FROM delivery WHERE destination = ? AND state = 'done' AND finished >= ?"
                        + " ORDER BY finished - created LIMIT 10000",
                (r, n) -> r.getLong(1),
                name,
                since);
        return new DestinationState(
                name,
                routes.isConsumed(name),
                pause.map(p -> p.kind().name().toLowerCase(Locale.ROOT)).orElse(null),
                pause.map(Pauses.Pause::reason).orElse(null),
                pause.map(Pauses.Pause::until).orElse(null),
                outcomes,
                percentile(waits, 0.5),
                percentile(waits, 0.95));
    }

    private static Long percentile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }
}
