package org.clickrouter.console.view;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clickrouter.store.progress.Backfills;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.Gaps;

/** Fills {@link CoverageDays}. */
public final class CoverageDaysQuery {

    private static final int DAYS = 70;

    private final Coverage coverage;
    private final Gaps named;
    private final Backfills backfills;
    private final Map<String, ZoneId> zones;
    private final Clock clock;

    /** @param zones of the operations, by their names */
    public CoverageDaysQuery(
            Coverage coverage, Gaps named, Backfills backfills, Map<String, ZoneId> zones, Clock clock) {
        this.coverage = coverage;
        this.named = named;
        this.backfills = backfills;
        this.zones = Map.copyOf(zones);
        this.clock = clock;
    }

    /** The last ten weeks of every operation. */
    public CoverageDays days() {
        return new CoverageDays(zones.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(operation -> operation(operation.getKey(), operation.getValue()))
                .toList());
    }

    private CoverageDays.Operation operation(String name, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate first = today.minusDays(DAYS - 1L);
        long now = clock.instant().getEpochSecond();
        long begin = first.atStartOfDay(zone).toEpochSecond();
        List<Coverage.Stretch> stretches = coverage.of(name, begin, now);
        List<Gaps.Gap> gaps = named.of(name, begin, now);
        List<CoverageDays.Day> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            long from = day.atStartOfDay(zone).toEpochSecond();
            long to = Math.min(day.plusDays(1).atStartOfDay(zone).toEpochSecond() - 1, now);
            long read = stretches.stream()
                    .mapToLong(s -> Math.max(0, Math.min(s.to(), to) - Math.max(s.from(), from) + 1))
                    .sum();
            boolean gap = gaps.stream().anyMatch(g -> g.from() <= to && g.to() >= from);
            days.add(new CoverageDays.Day(
                    day.toString(), Math.min(1, read / (double) Math.max(1, to - from + 1)), gap));
        }
        return new CoverageDays.Operation(
                name,
                zone.getId(),
                days,
                gaps.stream()
                        .map(g -> new CoverageDays.Gap(g.from(), g.to(), g.reason()))
                        .toList(),
                backfills.open(name).stream()
                        .map(b ->
                                new CoverageDays.Backfill(b.id(), b.from(), b.to(), b.next(), b.routed(), b.records()))
                        .toList());
    }
}
