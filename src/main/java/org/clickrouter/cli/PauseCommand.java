package org.clickrouter.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.DestinationName;
import org.clickrouter.cli.option.DurationConverter;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.store.reports.Totals;
import org.clickrouter.text.Durations;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pause}: leaves a destination alone. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = {
            "Leaves a destination alone: its deliveries wait and lose no attempts, until `resume`.",
            "A running instance notices within seconds and finishes what is under way. The pause outlasts restarts."
        },
        footer = {"", "For example: click-router pause crm --for 1h --reason \"CRM upgrade\""})
final class PauseCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Parameters(paramLabel = "NAME", description = "The destination, as in outbox:NAME.")
    private String destination;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "Ends by itself after this time, for example 1h (default: never).",
            converter = DurationConverter.class)
    private Duration time;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "What `status` and health say of it.",
            defaultValue = "by hand")
    private String reason;

    /**
     * What is printed.
     *
     * @param known whether anything was ever queued for it
     * @param pending how many deliveries wait
     * @param until when it ends by itself; null: by {@code resume}
     */
    record View(boolean dryRun, String destination, boolean known, long pending, String reason, String until) {}

    @Override
    public Integer call() {
        String name = DestinationName.of(destination);
        try (StoreOnly open = new StoreOnly(home.path())) {
            if (!dryRun) {
                open.stores.outbox.pauses().pauseByHand(name, reason, time);
            }
            Totals totals = new Totals(open.stores.database);
            View view = new View(
                    dryRun,
                    name,
                    totals.known(name),
                    totals.pendingFor(name),
                    reason,
                    time == null
                            ? null
                            : times.iso(
                                    open.clock.millis() + time.toMillis(),
                                    open.settings.operations().get(0).zone()));
            if (json.wanted()) {
                Json.print(view);
            } else {
                print(view);
            }
        }
        return 0;
    }

    private void print(View view) {
        if (!view.known()) {
            System.out.println("note: nothing was ever queued for " + view.destination() + "; is the name right?");
        }
        String span = time == null ? "" : " for " + Durations.format(time);
        System.out.println(
                view.dryRun()
                        ? view.destination() + " would be paused" + span + "; "
                                + Words.count(view.pending(), "delivery") + " would wait; nothing was done"
                        : view.destination() + " is paused" + span + "; its deliveries wait. `click-router resume "
                                + view.destination() + "` ends it");
    }
}
