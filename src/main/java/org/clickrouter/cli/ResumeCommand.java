package org.clickrouter.cli;

import java.util.concurrent.Callable;
import org.clickrouter.cli.option.DestinationName;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.cli.output.Json;
import org.clickrouter.store.reports.Totals;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume}: ends a pause, whether a command or the destination's own answers began it. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Ends the pause of a destination, whoever began it. A running instance goes on within seconds.",
            "Exit code 1 where it was not paused."
        },
        footer = {"", "For example: click-router resume crm"})
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private Json json;

    @Parameters(paramLabel = "NAME", description = "The destination, as in outbox:NAME.")
    private String destination;

    /**
     * What is printed.
     *
     * @param pending how many deliveries wait
     * @param resumed whether it was done
     */
    record View(boolean dryRun, String destination, boolean wasPaused, long pending, boolean resumed) {}

    @Override
    public Integer call() {
        String name = DestinationName.of(destination);
        try (StoreOnly open = new StoreOnly(home.path())) {
            long pending = new Totals(open.stores.database).pendingFor(name);
            boolean paused = open.stores.outbox.pauses().of(name).isPresent();
            String goes = Words.count(pending, "delivery") + (pending == 1 ? " that waits goes" : " that wait go");
            boolean act = paused
                    && !confirmation.dryRun()
                    && (pending == 0 || confirmation.given("Resume " + name + "? " + goes + " to it."));
            boolean resumed = act && open.stores.outbox.pauses().resume(name);
            if (json.wanted()) {
                Json.print(new View(confirmation.dryRun(), name, paused, pending, resumed));
            } else if (!paused) {
                System.out.println(name + " was not paused");
            } else if (confirmation.dryRun()) {
                System.out.println(name + " would no longer be paused: " + goes + " to it; nothing was done");
            } else if (resumed) {
                System.out.println(name + " is no longer paused; what waits for it goes");
            }
            return paused ? 0 : 1;
        }
    }
}
