package org.clickrouter.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.outbox.DeadLetters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}: sends again, under the same id. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Puts deliveries into their queues again, under the same webhook-id, with all tries of the schedule before them.",
            "Dead ones, unless --id names one or --delivered is given. A running instance sends them; without one, the next start does."
        })
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Option(names = "--id", paramLabel = "ID", description = "One delivery, dead or delivered.")
    private String id;

    @Option(names = "--destination", paramLabel = "NAME", description = "All of this destination.")
    private String destination;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "Those that ended within this time, for example 2h or 3d.",
            converter = DurationConverter.class)
    private Duration since;

    @Option(names = "--code", paramLabel = "COD_ACT", description = "Those of this activity code.")
    private String code;

    @Option(names = "--delivered", description = "Also what was delivered: receivers get it a second time.")
    private boolean delivered;

    @Override
    public Integer call() {
        if (id == null && destination == null && since == null && code == null) {
            throw new UsageException("replay: name what is to be sent again: --id, --destination, --since or --code");
        }
        try (StoreOnly open = new StoreOnly(home.path())) {
            int count =
                    new DeadLetters(open.stores.database, open.clock).replay(id, destination, since, code, delivered);
            System.out.println(count + " deliveries are in their queues again");
            return count == 0 ? 1 : 0;
        }
    }
}
