package org.clickrouter.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Period;
import org.clickrouter.cli.option.Termination;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.ProgressBar;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.cli.output.Times;
import org.clickrouter.cli.task.BackfillRecord;
import org.clickrouter.poll.BackfillOrder;
import org.clickrouter.poll.limit.CallBudget;
import org.clickrouter.run.Router;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.progress.Backfills;
import org.clickrouter.store.progress.ForgottenException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backfill}: reads history behind live polling. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = {
            "Reads history of whole days, in slices between the polls, into the store of a running instance or alone.",
            "What is read survives restarts: a running instance goes on with it, and so does the same command."
        },
        footer = {"", "For example: click-router backfill --from 2026-01-01 --to 2026-06-30 --dry-run"})
final class BackfillCommand implements Callable<Integer> {

    private static final Duration SLICE = Duration.ofDays(1);

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private Json json;

    @Mixin
    private Period period;

    private LocalDate from;
    private LocalDate to;

    @Option(names = "--operation", paramLabel = "NAME", description = "Only this operation (default: all).")
    private String operation;

    @ArgGroup
    private Mode mode = new Mode();

    /** Exclusive of each other. */
    static final class Mode {
        @Option(
                names = "--route",
                description = "Send the clicks through the routing file: old sales reach their destinations.")
        private boolean route;

        @Option(names = "--store-only", description = "Only store them (the default).")
        private boolean storeOnly;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = home.path();
        Settings settings = Terminal.settings(folder, Map.of(), json.wanted() ? "SYSTEM_ERR" : "SYSTEM_OUT", "WARN");
        List<OperationSettings> chosen = settings.operations().stream()
                .filter(o -> operation == null || o.name().equals(operation))
                .toList();
        if (chosen.isEmpty()) {
            throw new UsageException("--operation " + operation + ": is none of wolkvox.operations");
        }
        Period.Days days = period.neededDays(chosen.get(0).zone(), Instant.now());
        from = days.from();
        to = days.to();
        if (!wanted(chosen)) {
            return 0;
        }
        Termination termination = new Termination();
        try (Router router = new Router(settings, folder, Router.Mode.BACKFILL)) {
            List<Backfills.Backfill> jobs = new ArrayList<>();
            for (OperationSettings one : chosen) {
                jobs.add(order(router.stores(), settings, one));
            }
            router.start();
            int ended = watch(router.stores(), settings, chosen, jobs, termination);
            if (json.wanted()) {
                List<BackfillRecord.Line> lines = new ArrayList<>();
                for (int i = 0; i < jobs.size(); i++) {
                    lines.add(line(router.stores(), settings, chosen.get(i), jobs.get(i)));
                }
                Json.print(new BackfillRecord(false, true, lines));
            }
            return ended;
        }
    }

    /** Old sales that reach a CRM are not called back: a person is asked. */
    private boolean wanted(List<OperationSettings> chosen) {
        String what = chosen.stream().map(OperationSettings::name).collect(Collectors.joining(", ")) + ": " + from
                + " to " + to + (mode.route ? ", routed" : ", only stored");
        boolean wanted = !confirmation.dryRun()
                && (!mode.route || confirmation.given("Send the clicks of operation " + what + "?"));
        if (!wanted && json.wanted()) {
            Json.print(new BackfillRecord(
                    confirmation.dryRun(),
                    false,
                    chosen.stream().map(one -> line(one.name(), days())).toList()));
        } else if (confirmation.dryRun()) {
            System.out.println("operation " + what + ": at least " + days() * chosen.size()
                    + " requests, one a day of clicks; nothing was done");
        }
        return wanted;
    }

    private long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    private BackfillRecord.Line line(String operation, long requests) {
        return new BackfillRecord.Line(
                operation, from.toString(), to.toString(), mode.route, requests, null, null, null, null, null);
    }

    /** How far one has come by now. */
    private BackfillRecord.Line line(
            StoreHandles stores, Settings settings, OperationSettings one, Backfills.Backfill ordered) {
        Backfills.Backfill job = stores.backfills.get(ordered.id());
        return new BackfillRecord.Line(
                one.name(),
                from.toString(),
                to.toString(),
                mode.route,
                requests(ordered),
                left(stores, settings, one),
                times.iso(job.next() * 1000, one.zone()),
                share(job),
                job.records(),
                times.iso(job.finished(), one.zone()));
    }

    private static long requests(Backfills.Backfill job) {
        return (job.to() - job.next()) / SLICE.toSeconds() + 1;
    }

    private void say(String words) {
        if (!json.wanted()) {
            System.out.println(words);
        }
    }

    private Backfills.Backfill order(StoreHandles stores, Settings settings, OperationSettings one) {
        ZoneId zone = one.zone();
        Backfills.Backfill job;
        try {
            job = BackfillOrder.place(
                    stores.backfills,
                    one.name(),
                    zone,
                    from,
                    to,
                    mode.route,
                    settings.duration("poll.safety-lag"),
                    Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--from " + e.getMessage());
        } catch (ForgottenException e) {
            throw new UsageException(
                    "--from " + from + ": clicks of operation " + one.name() + " up to "
                            + times.time(e.second() * 1000, zone)
                            + " have been deleted (store.keep), and --route would send them again; begin later, or leave --route out");
        }
        long requests = requests(job);
        long left = left(stores, settings, one);
        say("operation " + one.name() + ": " + from + " to " + to
                + (mode.route ? ", routed" : ", only stored") + ": at least " + requests
                + " requests (one a day of clicks, more where a day holds more than one answer can). " + left
                + " are left today beside live polling: "
                + (requests <= left
                        ? "can be finished today"
                        : "takes about " + days(requests - left, one, settings) + " more day(s)"));
        return job;
    }

    private static long left(StoreHandles stores, Settings settings, OperationSettings one) {
        Duration untilReset = Duration.ofMillis(stores.quota.resetsAt(one.zone()) - System.currentTimeMillis());
        return Math.max(
                0,
                CallBudget.behindLive(one, settings.duration("poll.period"), untilReset)
                        - stores.quota.used(one.name(), one.zone()));
    }

    private static long days(long requests, OperationSettings one, Settings settings) {
        long aDay = Math.max(1, CallBudget.behindLive(one, settings.duration("poll.period"), Duration.ofDays(1)));
        return (requests + aDay - 1) / aDay;
    }

    private int watch(
            StoreHandles stores,
            Settings settings,
            List<OperationSettings> chosen,
            List<Backfills.Backfill> jobs,
            Termination termination)
            throws InterruptedException {
        long[] shown = new long[jobs.size()];
        ProgressBar bar = new ProgressBar(
                System.out,
                !json.wanted() && jobs.size() == 1 && ProgressBar.isTerminal(System.getenv()),
                share(jobs.get(0)),
                Clock.systemUTC());
        while (true) {
            boolean open = false;
            boolean stuck = true;
            for (int i = 0; i < jobs.size(); i++) {
                Backfills.Backfill job = stores.backfills.get(jobs.get(i).id());
                OperationSettings one = chosen.get(i);
                if (job.next() != shown[i]) {
                    shown[i] = job.next();
                    if (!json.wanted()) {
                        bar.show(
                                share(job),
                                one.name(),
                                "operation " + one.name() + ": read up to " + times.time(job.next() * 1000, one.zone())
                                        + ", " + (int) (share(job) * 100) + " %, " + job.records() + " records"
                                        + (job.finished() == null ? "" : ": finished"));
                    }
                }
                if (job.finished() == null) {
                    open = true;
                    stuck &= stores.operations.state(one.name()).stopped() != null || left(stores, settings, one) == 0;
                }
            }
            if (!open) {
                bar.end();
                return 0;
            }
            if (stuck) {
                bar.end();
                say(
                        "No more calls can be made now (see `click-router status`). A running instance goes on when they can;"
                                + " without one, give the same command again");
                return 1;
            }
            if (termination.await(Duration.ofMillis(500))) {
                bar.end();
                say("Interrupted: a running instance goes on; without one, give the same command again");
                return 1;
            }
        }
    }

    private static double share(Backfills.Backfill job) {
        return (job.next() - job.from()) / (double) Math.max(1, job.to() - job.from());
    }
}
