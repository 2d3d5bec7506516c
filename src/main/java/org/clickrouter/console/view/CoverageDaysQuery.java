package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.counts.Counts;
import org.clickrouter.store.counts.Dimension;
import org.clickrouter.store.progress.Backfills;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Holes;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.reports.Lateness;
import org.clickrouter.text.Durations;
import org.clickrouter.totals.Days;
import org.clickrouter.window.Tier;

/** Fills {@link CoverageDays}. */
public final class CoverageDaysQuery {

    private static final int LONGEST = 366;

    private final Settings settings;
    private final StoreHandles stores;
    private final Reader reader;
    private final Duration settled;
    private final Moments moments;
    private final Clock clock;

    public CoverageDaysQuery(Settings settings, StoreHandles stores, Reader reader, Moments moments, Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.reader = reader;
        this.settled = Days.settled(settings);
        this.moments = moments;
        this.clock = clock;
    }

    /**
     * @param from first day; null: where reading began, {@code most} days ago at most
     * @param to last day; null: today
     * @param only of this operation; null or empty: of all
     * @throws IllegalArgumentException for days or an operation that cannot be
     */
    public CoverageDays days(LocalDate from, LocalDate to, int most, String only) {
        List<OperationSettings> wanted = settings.operations().stream()
                .filter(o -> only == null || only.isEmpty() || o.name().equals(only))
                .toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("operation " + only + ": is none of wolkvox.operations");
        }
        return new CoverageDays(wanted.stream()
                .map(operation -> operation(operation, from, to, most))
                .toList());
    }

    private CoverageDays.Operation operation(OperationSettings operation, LocalDate from, LocalDate to, int most) {
        String name = operation.name();
        ZoneId zone = operation.zone();
        OperationState state = stores.operations.states().stream()
                .filter(s -> s.operation().equals(name))
                .findFirst()
                .orElse(null);
        List<CoverageDays.Backfill> backfills =
                stores.backfills.open(name).stream().map(b -> backfill(b, zone)).toList();
        if (state == null || state.originSecond() == null) {
            return new CoverageDays.Operation(name, zone.getId(), false, List.of(), backfills, late(name));
        }
        LocalDate today = LocalDate.now(clock.withZone(zone));
        LocalDate origin = LocalDate.ofInstant(Instant.ofEpochSecond(state.originSecond()), zone);
        LocalDate earliest = today.minusDays(most);
        LocalDate first = from != null ? from : origin.isBefore(earliest) ? earliest : origin;
        LocalDate last = to != null ? to : today;
        if (first.plusDays(LONGEST).isBefore(last)) {
            throw new IllegalArgumentException(
                    "from " + first + " to " + last + ": are more than " + LONGEST + " days");
        }
        List<Coverage.Stretch> read = stores.coverage.of(name, begin(first, zone), begin(last.plusDays(1), zone) - 1);
        List<Gaps.Gap> named = stores.gaps.of(name, begin(first, zone), begin(last.plusDays(1), zone) - 1);
        List<CoverageDays.Day> days = new Days(stores.database, clock, settled)
                .of(name, zone, first, last, clicks(name, first, last)).stream()
                        .map(told -> day(told, read, named, zone, state))
                        .toList();
        return new CoverageDays.Operation(name, zone.getId(), true, days, backfills, late(name));
    }

    private static long begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toEpochSecond();
    }

    private Map<LocalDate, Long> clicks(String operation, LocalDate first, LocalDate last) {
        return new Counts(reader)
                .of(Dimension.ALL, Counts.Group.DAY, operation, first, last).stream()
                        .collect(Collectors.groupingBy(
                                Counts.Count::first, Collectors.summingLong(Counts.Count::clicks)));
    }

    private CoverageDays.Day day(
            Days.Day told, List<Coverage.Stretch> allRead, List<Gaps.Gap> allNamed, ZoneId zone, OperationState state) {
        long begin = begin(told.day(), zone);
        long end = begin(told.day().plusDays(1), zone);
        List<Coverage.Stretch> read = allRead.stream()
                .filter(stretch -> stretch.from() < end && stretch.to() >= begin)
                .toList();
        List<Gaps.Gap> named = allNamed.stream()
                .filter(gap -> gap.from() < end && gap.to() >= begin)
                .toList();
        StringBuilder hours = new StringBuilder();
        for (long hour = begin; hour < end; hour += 3600) {
            hours.append(CoveragePicture.hour(hour, Math.min(end, hour + 3600) - 1, read, named, state, settled));
        }
        return new CoverageDays.Day(
                told.day().toString(),
                hours.toString(),
                told.clicks(),
                told.state().key(),
                told.theirs(),
                told.readAgain(),
                told.notComparable().isEmpty() ? null : told.notComparable(),
                Stream.concat(
                                named.stream()
                                        .map(gap -> new CoverageDays.Gap(
                                                moments.iso(gap.from() * 1000, zone),
                                                moments.iso(gap.to() * 1000, zone),
                                                gap.reason(),
                                                gap.tries(),
                                                gap.tries() == 0 ? null : moments.iso(gap.nextTry(), zone))),
                                Holes.of(read, named, state, begin, end - 1).stream()
                                        .map(hole -> new CoverageDays.Gap(
                                                moments.iso(hole.from() * 1000, zone),
                                                moments.iso(hole.to() * 1000, zone),
                                                "never read; `backfill` reads it",
                                                0,
                                                null)))
                        .sorted(Comparator.comparing(CoverageDays.Gap::from))
                        .toList());
    }

    private CoverageDays.Backfill backfill(Backfills.Backfill b, ZoneId zone) {
        double share = (b.next() - b.from()) / (double) Math.max(1, b.to() - b.from() + 1);
        long passed = clock.millis() - b.created();
        return new CoverageDays.Backfill(
                b.id(),
                moments.iso(b.from() * 1000, zone),
                moments.iso(b.to() * 1000, zone),
                moments.iso(b.next() * 1000, zone),
                share,
                b.routed(),
                b.records(),
                share <= 0 ? null : moments.iso(clock.millis() + (long) (passed * (1 - share) / share), zone));
    }

    private CoverageDays.Late late(String operation) {
        List<Counts.Count> counts = new Counts(reader)
                .of(Dimension.ALL, Counts.Group.NAME, operation, LocalDate.EPOCH, LocalDate.of(9999, 12, 31));
        long watched = counts.stream()
                .flatMap(count -> count.delays().stream())
                .mapToLong(n -> n)
                .sum();
        List<Tier> tiers = Tier.parse(settings.get("poll.re-read"));
        Duration widest =
                tiers.stream().map(Tier::span).max(Duration::compareTo).orElse(Duration.ZERO);
        Map<String, Double> within = watched == 0 ? Map.of() : OperationQuery.within(counts, watched);
        Double reached = within.isEmpty()
                ? null
                : Lateness.WITHIN.stream()
                        .filter(span -> span.compareTo(widest) <= 0)
                        .reduce((a, b) -> b)
                        .map(span -> within.get(Durations.format(span)))
                        .orElse(0.0);
        return new CoverageDays.Late(
                watched,
                within,
                tiers.stream()
                        .map(t -> new CoverageDays.Tier(Durations.format(t.span()), Durations.format(t.every())))
                        .toList(),
                reached);
    }
}
