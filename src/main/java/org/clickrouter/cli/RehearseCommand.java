package org.clickrouter.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.DurationConverter;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Since;
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
import picocli.CommandLine.ArgGroup;
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
            "Prints, by destination and code, what would be sent more and less, and with another body. Sends and stores nothing; works beside a running instance. Exit code 1 where the routing file fails on a click."
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

    @ArgGroup
    private Time time = new Time();

    /** Exclusive of each other. */
    static final class Time {
        @Option(
                names = "--last",
                paramLabel = "DURATION",
                description = "Codes that were first seen within this time, for example 12h or 30d (the default).",
                converter = DurationConverter.class)
        private Duration last;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "Or since then: 2026-11-01, 2026-11-01T15:00:00 in the operation's zone, or as --last.")
        private String since;
    }

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

    private long read;

    @Override
    public Integer call() throws Exception {
        if (limit != null && limit < 1) {
            throw new UsageException("--limit " + limit + ": must be 1 or more");
        }
        Path folder = home.path();
        Settings settings = Terminal.settings(folder, Map.of(), "SYSTEM_ERR", "WARN");
        ZoneId zone = settings.operation(operation).zone();
        Instant since = since(zone, Instant.now());
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
            System.out.println("what is more or has another body is sent by: click-router replay --reroute "
                    + (time.since == null
                            ? "--last " + Durations.format(time.last == null ? USUAL : time.last)
                            : "--from " + time.since)
                    + " --dry-run, and then without --dry-run");
        }
        return difference.failed() == 0 ? 0 : 1;
    }

    private boolean add(Rehearsal rehearsal, RehearsalReport difference, Routed.Code code) {
        if (operation != null && !operation.equals(code.operation())) {
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

    private Instant since(ZoneId zone, Instant now) {
        return time.since == null
                ? now.minus(time.last == null ? USUAL : time.last)
                : Since.of("--since", time.since, zone, now);
    }
}
