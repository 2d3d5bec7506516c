package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Fills {@link Rules}; its counts are kept for a minute. */
public final class RulesQuery {

    /** At most so many codes are counted, the newest clicks first. */
    public static final int CAP = 50_000;

    private static final int DAYS = 7;

    private final Reader reader;
    private final RuleTrial trial;
    private final Clock clock;
    private final Cached<Rules> counts;

    public RulesQuery(Reader reader, RuleTrial trial, Clock clock) {
        this.reader = reader;
        this.trial = trial;
        this.clock = clock;
        this.counts = new Cached<>(Duration.ofMinutes(1), clock, this::count);
    }

    public Rules get() {
        return counts.get();
    }

    /**
     * @param records as JSON
     * @throws IllegalArgumentException what is wrong with them
     */
    public Rules tried(String records) {
        List<Rules.Tried> tried = trial.of(records);
        Rules now = counts.get();
        return new Rules(now.days(), now.counted(), now.routes(), tried);
    }

    private record Way(String code, String routedTo, int destinations, long count) {}

    private Rules count() {
        // A click's id begins with the time of its click, so the newest are found by the primary key.
        UUID since = new UUID(clock.millis() - Duration.ofDays(DAYS).toMillis() << 16, 0);
        List<Way> ways = reader.query(
                "SELECT cod_act, routed_to, destinations, COUNT(*) FROM (SELECT cod_act, routed_to, destinations"
                        + " FROM revision WHERE click_id >= ? ORDER BY click_id DESC LIMIT " + CAP
                        + ") newest GROUP BY cod_act, routed_to, destinations",
                (r, n) -> new Way(r.getString(1), r.getString(2), r.getInt(3), r.getLong(4)),
                since);
        // By code, then by destination: null cannot be a key of a sorted map, and no destination has an empty name.
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        Map<String, Long> failed = new TreeMap<>();
        for (Way way : ways) {
            if (way.destinations < 0) {
                failed.merge(way.code, way.count, Long::sum);
            } else {
                for (String name : (way.routedTo == null ? "" : way.routedTo).split(",")) {
                    sums.computeIfAbsent(way.code, c -> new TreeMap<>()).merge(name, way.count, Long::sum);
                }
            }
        }
        List<Rules.Route> routes = new ArrayList<>();
        sums.forEach((code, names) -> names.forEach(
                (name, count) -> routes.add(new Rules.Route(code, name.isEmpty() ? null : name, false, count))));
        failed.forEach((code, count) -> routes.add(new Rules.Route(code, null, true, count)));
        routes.sort(Comparator.comparingLong(Rules.Route::count).reversed());
        return new Rules(DAYS, ways.stream().mapToLong(Way::count).sum(), List.copyOf(routes), List.of());
    }
}
