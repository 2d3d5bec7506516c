package org.clickrouter.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.DayConverter;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.CoveragePicture;
import org.clickrouter.cli.output.CoverageView;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.DayTotals;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.text.Words;
import org.clickrouter.totals.Days;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coverage}: which hours have been read, and how well. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = {
            "Draws which hours of each day have been read; exit code 1 where there is a gap.",
            "#  read again after its codes had settled",
            "+  read, codes may still come",
            "!  gap: not read whole, though polling has passed it",
            ".  never read"
        },
        footer = {"", "For example: click-router coverage --from 2026-11-01"})
final class CoverageCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Option(
            names = "--from",
            paramLabel = "YYYY-MM-DD",
            converter = DayConverter.class,
            description = "First day (default: where reading began, 31 days ago at most).")
    private LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "YYYY-MM-DD",
            converter = DayConverter.class,
            description = "Last day (default: today).")
    private LocalDate to;

    @Override
    public Integer call() {
        try (StoreOnly open = new StoreOnly(home.path())) {
            Duration settled = Days.settled(open.settings);
            List<CoverageView> all = new ArrayList<>();
            for (OperationSettings operation : open.settings.operations()) {
                all.add(read(open, operation, settled));
            }
            if (json.wanted()) {
                Json.print(all);
            } else {
                all.forEach(CoverageCommand::print);
            }
            return all.stream()
                            .flatMap(o -> o.days().stream())
                            .anyMatch(day -> day.hours().contains("!"))
                    ? 1
                    : 0;
        }
    }

    private CoverageView read(StoreOnly open, OperationSettings operation, Duration settled) {
        ZoneId zone = operation.zone();
        OperationState state = open.stores.operations.states().stream()
                .filter(s -> s.operation().equals(operation.name()))
                .findFirst()
                .orElse(null);
        if (state == null || state.originSecond() == null) {
            return new CoverageView(operation.name(), zone.getId(), false, List.of());
        }
        LocalDate today = LocalDate.now(open.clock.withZone(zone));
        LocalDate origin = LocalDateTime.ofInstant(Instant.ofEpochSecond(state.originSecond()), zone)
                .toLocalDate();
        LocalDate first = from != null ? from : origin.isBefore(today.minusDays(31)) ? today.minusDays(31) : origin;
        LocalDate last = to != null ? to : today;
        Days told = new Days(open.stores.database, open.clock, settled);
        List<CoverageView.Day> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            StringBuilder hours = new StringBuilder();
            long begin = day.atStartOfDay(zone).toEpochSecond();
            long end = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
            List<Coverage.Stretch> read = open.stores.coverage.of(operation.name(), begin, end - 1);
            List<Gaps.Gap> named = open.stores.gaps.of(operation.name(), begin, end - 1);
            for (long hour = begin; hour < end; hour += 3600) {
                hours.append(CoveragePicture.hour(hour, Math.min(end, hour + 3600) - 1, read, named, state, settled));
            }
            days.add(new CoverageView.Day(
                    day.toString(),
                    hours.toString(),
                    new DayTotals(open.stores.database).clicks(operation.name(), day),
                    told.of(operation.name(), zone, day).state().key(),
                    named.stream()
                            .map(gap -> new CoverageView.Gap(
                                    times.iso(gap.from() * 1000, zone),
                                    times.iso(gap.to() * 1000, zone),
                                    gap.reason(),
                                    gap.tries(),
                                    gap.tries() == 0 ? null : times.iso(gap.nextTry(), zone)))
                            .toList()));
        }
        return new CoverageView(operation.name(), zone.getId(), true, days);
    }

    private static void print(CoverageView operation) {
        if (!operation.polled()) {
            System.out.println("operation " + operation.operation() + ": never polled");
            return;
        }
        System.out.println("operation " + operation.operation() + " (" + operation.zone()
                + "), hours 0 to 23:  # settled  + read  ! gap  . never read");
        for (CoverageView.Day day : operation.days()) {
            System.out.println("  " + day.day() + "  " + day.hours() + "  " + day.clicks() + " clicks, " + day.state());
            day.gaps()
                    .forEach(gap -> System.out.println("    gap: " + Times.text(gap.from()) + " to "
                            + Times.text(gap.to()) + ": " + gap.reason() + again(gap)));
        }
    }

    private static String again(CoverageView.Gap gap) {
        return gap.tries() == 0
                ? ""
                : ". Tried again " + Words.count(gap.tries(), "time") + ", next at " + Times.text(gap.nextTry());
    }
}
