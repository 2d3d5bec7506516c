package org.clickrouter.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.cli.task.StatusRecord;
import org.clickrouter.console.view.Overview;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: how far is it, what waits, what went wrong? Read from the store, whether the product runs or not. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what needs somebody, whether a process runs, how far each operation has been read, and what each destination got today.",
            "Exit code 0 where all is well, 1 where something needs somebody (or there is no store yet), 2 for wrong usage or settings."
        },
        footer = {
            "",
            "For example: click-router status --home /opt/click-router || mail -s \"Click Router\" me@example.com"
        })
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Override
    public Integer call() {
        try (StoreOnly open = new StoreOnly(home.path())) {
            Overview view = StatusRecord.of(open, times);
            if (json.wanted()) {
                Json.print(view);
            } else {
                print(view, System.out);
            }
            return view.well() ? 0 : 1;
        }
    }

    private static void print(Overview view, PrintStream out) {
        out.println("click-router " + view.version() + ", settings of " + view.home());
        view.processes().stream()
                .filter(p -> p.running())
                .forEach(p -> out.println("  running           " + p.name() + ", version " + p.version() + ", since "
                        + Times.text(p.since())));
        if (!view.running()) {
            view.processes().stream()
                    .limit(1)
                    .forEach(p -> out.println("  not running       "
                            + (p.ended() != null
                                    ? "ended " + Times.text(p.ended())
                                    : "last seen " + Times.text(p.seen()) + ", it did not end in order")));
        }
        view.attention().forEach(a -> out.println("! " + a.text()));
        view.findings().forEach(f -> out.println("doctor, " + Times.text(f.since()) + ": " + f.text()));
        view.operations().forEach(o -> print(o, out));
        if (view.destinations().stream().allMatch(d -> d.pending() == 0 && d.dead() == 0)) {
            out.println("queues: nothing waits, nothing is dead");
        }
        view.destinations().forEach(d -> print(d, out));
        out.println(
                view.well()
                        ? "all is well"
                        : Words.count(view.attention().size(), "thing") + " above (!) "
                                + (view.attention().size() == 1 ? "needs" : "need") + " somebody");
    }

    private static void print(Overview.Operation o, PrintStream out) {
        if (!o.polled()) {
            out.println("operation " + o.operation() + ": never polled");
            return;
        }
        out.println("operation " + o.operation()
                + (o.stopped() == null ? "" : ": STOPPED (" + o.stopped() + ") until another token or a restart"));
        out.println("  read up to        " + (o.readUpTo() == null ? "nothing yet" : Times.text(o.readUpTo())));
        out.println("  last good poll    " + (o.lastGoodPoll() == null ? "never" : Times.text(o.lastGoodPoll())));
        out.println("  last with clicks  " + (o.lastWithClicks() == null ? "never" : Times.text(o.lastWithClicks())));
        if (o.lastFailure() != null) {
            out.println("  last failure      " + o.lastFailure() + " (" + o.failures() + " in a row)");
        }
        if (o.lastFailure() != null && o.nextTry() != null) {
            out.println("  next try          " + Times.text(o.nextTry()));
        }
        out.println("  calls today       " + o.callsToday() + " of " + o.callsLimit() + ", "
                + Math.max(0, o.callsLimit() - o.callsToday()) + " left; counted anew from "
                + Times.text(o.callsCountedAnewFrom()));
        out.println("  clicks stored     " + o.clicks());
        if (o.codesWatched() > 0) {
            out.println("  codes came within "
                    + o.codesWithin().entrySet().stream()
                            .map(share -> share.getKey() + " "
                                    + String.format(Locale.ROOT, "%.1f %%", share.getValue() * 100))
                            .collect(Collectors.joining(", "))
                    + " (of " + o.codesWatched() + " watched)");
        }
        if (o.gaps() > 0) {
            out.println("  GAPS              " + o.gaps() + " (click-router coverage)");
        }
        if (o.quarantined() > 0) {
            out.println("  in quarantine     " + o.quarantined() + " (table quarantine)");
        }
    }

    private static void print(Overview.Destination d, PrintStream out) {
        boolean silent = d.pending() == 0 && d.dead() == 0 && d.deliveredToday() == 0 && d.paused() == null;
        if (Boolean.FALSE.equals(d.on()) && silent) {
            out.println("destination " + d.destination() + ": off");
            return;
        }
        out.println("destination " + d.destination() + ": "
                + (d.on() == null ? "" : d.on() ? "on, " : "OFF, ") + d.deliveredToday() + " delivered today, "
                + d.pending() + " pending"
                + (d.oldestPending() == null ? "" : ", the oldest from " + Times.text(d.oldestPending())) + ", "
                + d.dead()
                + " dead");
        Overview.Pause pause = d.paused();
        if (pause != null) {
            out.println("destination " + d.destination()
                    + ("misconfigured".equals(pause.by()) ? ": MISCONFIGURED since " : ": PAUSED since ")
                    + Times.text(pause.since()) + " ("
                    + pause.reason() + ")"
                    + (pause.nextTry() == null ? "" : ", next try " + Times.text(pause.nextTry()))
                    + (pause.until() == null ? "" : ", until " + Times.text(pause.until()))
                    + "; its deliveries wait. `click-router resume " + d.destination() + "` ends it");
        }
    }
}
