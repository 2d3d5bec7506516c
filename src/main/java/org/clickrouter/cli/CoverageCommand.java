package org.clickrouter.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Period;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.console.view.CoverageDays;
import org.clickrouter.console.view.CoverageDaysQuery;
import org.clickrouter.settings.UsageException;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coverage}: which hours have been read, and how well. The same record as the console's page Coverage. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = {
            "Draws which hours of each day have been read; exit code 1 where there is a gap.",
            "Of whole days: up to today, from where reading began on, 31 days at most, where none are named.",
            "#  read again after its codes had settled",
            "+  read, codes may still come",
            "!  gap: not read whole, though polling has passed it",
            ".  never read",
            "Below: history that is being read, and how late codes come beside how far back poll.re-read looks."
        },
        footer = {"", "For example: click-router coverage --last 7d"})
final class CoverageCommand implements Callable<Integer> {

    private static final int DAYS = 31;

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Mixin
    private Period period;

    @Option(names = "--operation", paramLabel = "NAME", description = "Only of this operation.")
    private String operation;

    @Override
    public Integer call() {
        try (StoreOnly open = new StoreOnly(home.path())) {
            Period.Days days = period.days(open.settings.operation(operation).zone(), open.clock.instant());
            CoverageDays all = new CoverageDaysQuery(
                            open.settings, open.stores, open.reader(), times.moments(), open.clock)
                    .days(days.from(), days.to(), DAYS, operation);
            if (json.wanted()) {
                Json.print(all);
            } else {
                all.operations().forEach(CoverageCommand::print);
            }
            return all.gap() ? 1 : 0;
        } catch (IllegalArgumentException e) {
            throw new UsageException("coverage --" + e.getMessage());
        }
    }

    private static void print(CoverageDays.Operation operation) {
        if (!operation.polled()) {
            System.out.println("operation " + operation.operation() + ": never polled");
        } else {
            System.out.println("operation " + operation.operation() + " (" + operation.zone()
                    + "), hours 0 to 23:  # settled  + read  ! gap  . never read");
        }
        for (CoverageDays.Day day : operation.days()) {
            System.out.println("  " + day.day() + "  " + day.hours() + "  " + day.clicks() + " clicks, " + day.state()
                    + theirs(day));
            day.gaps()
                    .forEach(gap -> System.out.println("    gap: " + Times.text(gap.from()) + " to "
                            + Times.text(gap.to()) + ": " + gap.reason() + again(gap)));
        }
        operation.backfills().forEach(CoverageCommand::print);
        print(operation.late());
    }

    private static String theirs(CoverageDays.Day day) {
        if (day.theirs() == null || day.theirs() == day.clicks()) {
            return "";
        }
        return day.notComparable() != null
                ? " (" + day.notComparable() + ")"
                : " (the vendor counts " + day.theirs() + ")";
    }

    private static String again(CoverageDays.Gap gap) {
        return gap.tries() == 0
                ? ""
                : ". Tried again " + Words.count(gap.tries(), "time") + ", next at " + Times.text(gap.nextTry());
    }

    private static void print(CoverageDays.Backfill b) {
        System.out.println("  history " + Times.text(b.from()) + " to " + Times.text(b.to()) + ": "
                + (int) (b.share() * 100) + " % read, " + b.records() + " records"
                + (b.ends() == null ? "" : ", whole at about " + Times.text(b.ends())));
    }

    private static void print(CoverageDays.Late late) {
        if (late.codes() > 0) {
            System.out.println("  codes came within "
                    + late.within().entrySet().stream()
                            .map(share -> share.getKey() + " " + percent(share.getValue()))
                            .collect(Collectors.joining(", "))
                    + " (of " + late.codes() + " watched); re-reads look "
                    + (late.tiers().isEmpty()
                            ? "nowhere"
                            : late.tiers().stream()
                                            .map(tier -> tier.span() + " back each " + tier.every())
                                            .collect(Collectors.joining(", "))
                                    + ", and see " + percent(late.reached())));
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
