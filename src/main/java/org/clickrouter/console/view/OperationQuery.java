package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.counts.Counts;
import org.clickrouter.store.counts.Dimension;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.reports.Lateness;
import org.clickrouter.store.reports.Totals;
import org.clickrouter.text.Durations;

/** Fills the part of {@link Overview} that tells of an operation, from the counts that are kept by day. */
final class OperationQuery {

    private static final LocalDate EVER = LocalDate.EPOCH;
    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    private final StoreHandles stores;
    private final Reader reader;
    private final Moments moments;
    private final Clock clock;

    OperationQuery(StoreHandles stores, Reader reader, Moments moments, Clock clock) {
        this.stores = stores;
        this.reader = reader;
        this.moments = moments;
        this.clock = clock;
    }

    Overview.Operation of(OperationSettings operation) {
        ZoneId zone = operation.zone();
        String name = operation.name();
        OperationState state = stores.operations.states().stream()
                .filter(s -> s.operation().equals(name))
                .findFirst()
                .orElse(null);
        List<Counts.Count> counts = new Counts(reader).of(Dimension.ALL, Counts.Group.NAME, name, EVER, FOREVER);
        long watched = counts.stream()
                .flatMap(count -> count.delays().stream())
                .mapToLong(n -> n)
                .sum();
        boolean polled = state != null;
        boolean waits = polled && state.stopped() == null && state.nextPoll() > clock.millis();
        return new Overview.Operation(
                name,
                polled,
                polled ? state.stopped() : null,
                polled && state.progressSecond() != null ? moments.iso(state.progressSecond() * 1000, zone) : null,
                polled ? moments.iso(state.lastGood(), zone) : null,
                polled ? moments.iso(state.lastRecords(), zone) : null,
                polled ? state.lastMessage() : null,
                polled ? state.failures() : 0,
                waits ? moments.iso(state.nextPoll(), zone) : null,
                polled ? stores.quota.used(name, zone) : 0,
                operation.dailyLimit(),
                moments.iso(stores.quota.resetsAt(zone), zone),
                counts.stream().mapToLong(Counts.Count::clicks).sum(),
                watched == 0 ? Map.of() : within(counts, watched),
                watched,
                stores.operations.gaps(name),
                new Totals(stores.database).quarantined(name));
    }

    /** The part of the codes that came within each of the spans that are counted. */
    static Map<String, Double> within(List<Counts.Count> counts, long watched) {
        Map<String, Double> within = new LinkedHashMap<>();
        long sum = 0;
        for (int i = 0; i < Lateness.WITHIN.size(); i++) {
            int span = i;
            sum += counts.stream().mapToLong(count -> count.delays().get(span)).sum();
            Duration length = Lateness.WITHIN.get(i);
            within.put(Durations.format(length), (double) sum / watched);
        }
        return within;
    }
}
