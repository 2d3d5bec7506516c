package org.clickrouter.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.DestinationName;
import org.clickrouter.cli.option.DurationConverter;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.store.reports.Totals;
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

    @Override
    public Integer call() {
        String name = DestinationName.of(destination);
        try (StoreOnly open = new StoreOnly(home.path())) {
            open.stores.outbox.pauses().pauseByHand(name, reason, time);
            if (!new Totals(open.stores.database).known(name)) {
                System.out.println("note: nothing was ever queued for " + name + "; is the name right?");
            }
            System.out.println(
                    name + " is paused" + (time == null ? "" : " for " + org.clickrouter.text.Durations.format(time))
                            + "; its deliveries wait. `click-router resume " + name + "` ends it");
        }
        return 0;
    }
}
