package org.clickrouter.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.window.Tier;
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
        })
final class CoverageCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Option(
            names = "--from",
            paramLabel = "YYYY-MM-DD",
            description = "First day (default: where reading began, 31 days ago at most).")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last day (default: today).")
    private LocalDate to;

    @Override
    public Integer call() {
        try (StoreOnly open = new StoreOnly(home.path())) {
            Duration settled = Tier.parse(open.settings.get("poll.re-read")).stream()
                    .max((a, b) -> a.span().compareTo(b.span()))
                    .map(t -> t.span().minus(t.every()))
                    .orElse(Duration.ofDays(2));
            boolean gaps = false;
            for (OperationSettings operation : open.settings.operations()) {
                gaps |= print(open, operation, settled);
            }
            return gaps ? 1 : 0;
        }
    }

    private boolean print(StoreOnly open, OperationSettings operation, Duration settled) {
        ZoneId zone = operation.zone();
        OperationState state = open.stores.operations.states().stream()
                .filter(s -> s.operation().equals(operation.name()))
                .findFirst()
                .orElse(null);
        if (state == null || state.originSecond() == null) {
            System.out.println("operation " + operation.name() + ": never polled");
            return false;
        }
        LocalDate today = LocalDate.now(open.clock.withZone(zone));
        LocalDate origin = LocalDateTime.ofInstant(Instant.ofEpochSecond(state.originSecond()), zone)
                .toLocalDate();
        LocalDate first = from != null ? from : origin.isBefore(today.minusDays(31)) ? today.minusDays(31) : origin;
        LocalDate last = to != null ? to : today;
        System.out.println("operation " + operation.name() + " (" + zone
                + "), hours 0 to 23:  # settled  + read  ! gap  . never read");
        boolean gaps = false;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            StringBuilder hours = new StringBuilder();
            long begin = day.atStartOfDay(zone).toEpochSecond();
            long end = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
            List<Coverage.Stretch> read = open.stores.coverage.of(operation.name(), begin, end - 1);
            List<Gaps.Gap> named = open.stores.gaps.of(operation.name(), begin, end - 1);
            for (long hour = begin; hour < end; hour += 3600) {
                hours.append(CoveragePicture.hour(hour, Math.min(end, hour + 3600) - 1, read, named, state, settled));
            }
            gaps |= hours.indexOf("!") >= 0;
            System.out.println("  " + day + "  " + hours + "  "
                    + read.stream().mapToLong(Coverage.Stretch::records).sum() + " records read");
            named.forEach(gap -> System.out.println("    gap: " + Times.time(gap.from() * 1000, zone) + " to "
                    + Times.time(gap.to() * 1000, zone) + ": " + gap.reason() + again(gap, zone)));
        }
        return gaps;
    }

    private static String again(Gaps.Gap gap, ZoneId zone) {
        return gap.tries() == 0
                ? ""
                : ". Tried again " + gap.tries() + " times, next at " + Times.time(gap.nextTry(), zone);
    }
}
