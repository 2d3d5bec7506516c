package org.clickrouter.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Period;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Progress;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.cli.output.Times;
import org.clickrouter.report.Click;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.clicks.Routed;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.text.Durations;
import org.clickrouter.tryout.Rehearsal;
import org.clickrouter.tryout.RehearsalReport;
import org.clickrouter.tryout.example.ExampleFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code rehearse}: what would the edited files have done with the clicks that are stored? Nothing is sent or stored.
 */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = {
            "Holds what the files of routes/ would send now of the stored clicks against what was sent.",
            "Prints, by destination and code, what would be sent more and less, and with another body. Of codes that were first seen in the last 30 days, where no time is given. Sends and stores nothing; works beside a running instance. Exit code 1 where the routing file fails on a click."
        },
        footer = {"", "For example: click-router rehearse --last 7d --list"})
final class RehearseCommand implements Callable<Integer> {

    private static final Duration USUAL = Duration.ofDays(30);

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Mixin
    private Period period;

    @Option(names = "--operation", paramLabel = "NAME", description = "Only this operation (default: all).")
    private String operation;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Stop after so many codes, those of the oldest clicks first.")
    private Long limit;

    @Option(
            names = "--list",
            description =
                    "Also print each difference: more, less or another body, with destination, chat, code and revision.")
    private boolean list;

    private long until;
    private long read;

    @Override
    public Integer call() throws Exception {
        if (limit != null && limit < 1) {
            throw new UsageException("--limit " + limit + ": must be 1 or more");
        }
        Path folder = home.path();
        Settings settings = Terminal.settings(folder, Map.of(), "SYSTEM_ERR", "WARN");
        ZoneId zone = settings.operation(operation).zone();
        Instant now = Instant.now();
        Period.Moments seen = period.moments(zone, now);
        if (seen.from() == null && seen.to() != null) {
            throw new UsageException("--to: from when on? Give --from as well");
        }
        Instant since = seen.from() != null ? seen.from() : now.minus(USUAL);
        until = seen.to() == null ? Long.MAX_VALUE : seen.to().toEpochMilli();
        Database store = Database.peek(
                        settings.get("store.url"), settings.get("store.user"), settings.secret("store.password"))
                .orElse(null);
        if (store == null) {
            System.err.println("rehearse: there is no store that can be reached at store.url = "
                    + settings.mask(settings.get("store.url")) + ": nothing has been sent yet");
            return 1;
        }
        RehearsalReport difference = new RehearsalReport(json.wanted() ? null : System.out, list);
        try (store;
                Rehearsal rehearsal = new Rehearsal(settings, folder)) {
            rehearsal.answering(ExampleFile.stubs(rehearsal.folder()));
            Routed routed = new Routed(store);
            long all = routed.count(since.toEpochMilli());
            Progress progress = new Progress("rehearse", limit == null ? all : Math.min(all, limit), json.wanted());
            routed.read(since.toEpochMilli(), code -> {
                boolean more = add(rehearsal, difference, code);
                progress.show(limit == null ? ++read : difference.codes());
                return more;
            });
            progress.end();
        }
        if (json.wanted()) {
            Json.print(difference.view());
            return difference.failed() == 0 ? 0 : 1;
        }
        difference.print(times.time(since.toEpochMilli(), zone));
        if (difference.sendable()) {
            System.out.println("what is more or has another body is sent by: click-router replay --reroute"
                    + (period.isGiven() ? "" : " --last " + Durations.format(USUAL)) + period.options()
                    + " --dry-run, and then without --dry-run");
        }
        return difference.failed() == 0 ? 0 : 1;
    }

    private boolean add(Rehearsal rehearsal, RehearsalReport difference, Routed.Code code) {
        if (operation != null && !operation.equals(code.operation()) || code.seenAt() >= until) {
            return true;
        }
        if (code.history()) {
            difference.history();
        } else {
            Click click = Click.of(code.operation(), code.record());
            try {
                RoutedClick change = rehearsal.route(click, code.revision());
                difference.add(change, code);
            } catch (UsageException e) {
                throw e;
            } catch (Exception e) {
                difference.failed(click, code.revision(), e);
            }
            difference.notCalled(rehearsal.skipped());
        }
        return limit == null || difference.codes() < limit;
    }
}
