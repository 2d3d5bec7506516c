package org.clickrouter.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.DestinationName;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.NoColor;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.cli.output.Json;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.outbox.AbandonedQueue;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code queue}: what waits for a destination that is gone. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Moves or drops what waits for a destination that is gone.",
        subcommands = {QueueCommand.Move.class, QueueCommand.Drop.class},
        footer = {
            "",
            "For example: click-router queue move crmm --to crm --dry-run",
            "             click-router queue drop crmm --count 12"
        })
final class QueueCommand implements Runnable {

    @Mixin
    private NoColor noColor;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "queue: say what is to be done: move or drop");
    }

    /** What both take. */
    static final class Which {
        @Mixin
        private Home home;

        @Mixin
        private Confirmation confirmation;

        @Mixin
        private Json json;

        @Parameters(paramLabel = "NAME", description = "The destination whose queue it is, as in outbox:NAME.")
        private String name;

        @Option(
                names = "--count",
                paramLabel = "N",
                description = "How many you mean, as --dry-run tells: where there are more by now, nothing is done."
                        + " A script must give it; a person is asked.")
        private Long count;

        /** Does it, if all agrees. */
        int act(String verb, Act act) {
            String queue = DestinationName.of(name);
            try (StoreOnly open = new StoreOnly(home.path())) {
                AbandonedQueue abandoned = new AbandonedQueue(open.stores.database, open.clock, queue);
                long found = abandoned.count();
                View view = new View(confirmation.dryRun(), found, null, null, null, null);
                if (!confirmation.dryRun() && found > 0) {
                    refuseWhileItIsServed(open, abandoned, queue);
                    if (count != null && count != found) {
                        throw new UsageException(
                                "--count " + count + ": there are " + found + " now; nothing was done");
                    } else if (count == null && !confirmation.asks()) {
                        throw new UsageException("queue " + verb + " " + queue + ": confirm the number with --count "
                                + found + "; nothing was done");
                    } else if (count != null
                            || confirmation.typed(
                                    "Type the number of deliveries to " + verb + ", " + found + ": ",
                                    String.valueOf(found))) {
                        view = act.on(abandoned, found);
                    }
                }
                if (json.wanted()) {
                    Json.print(view);
                } else {
                    System.out.println(
                            found == 0
                                    ? "nothing waits for " + queue
                                    : view.text() != null
                                            ? view.text()
                                            : Words.count(found, "delivery") + " would be touched; nothing was done");
                }
                return found == 0 ? 1 : 0;
            }
        }

        private static void refuseWhileItIsServed(StoreOnly open, AbandonedQueue abandoned, String queue) {
            long now = open.clock.millis();
            boolean paused = open.stores.outbox.pauses().of(queue).isPresent();
            boolean served = new Instances(open.stores.database, open.clock)
                    .all().stream().anyMatch(i -> i.runs(now) && i.consumed().contains(queue));
            if (served && !paused || abandoned.inHand()) {
                throw new UsageException("queue: " + queue + " is being delivered just now; click-router pause " + queue
                        + " first, and wait until nothing of it is under way");
            }
        }
    }

    /**
     * What is printed. What was not done is left out.
     *
     * @param found deliveries that wait or are dead
     * @param moved how many are the other destination's now
     * @param had how many stayed, since the other was given their codes before
     * @param dropped how many are given up
     * @param text the same in words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(boolean dryRun, long found, Integer moved, Integer had, Integer dropped, String text) {}

    /** Acts on a queue, of which so many were found, and says how it went. */
    @FunctionalInterface
    interface Act {
        View on(AbandonedQueue queue, long found);
    }

    /** To another destination. */
    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description = {
                "Gives what waits or is dead to another destination, as deliveries of that one, under its own ids.",
                "A code that the other was given before stays where it is."
            },
            footer = {"", "For example: click-router queue move crmm --to crm --dry-run"})
    static final class Move implements Callable<Integer> {
        @Mixin
        private Which which;

        @Option(names = "--to", paramLabel = "OTHER", required = true, description = "The other destination.")
        private String to;

        @Override
        public Integer call() {
            String other = DestinationName.of(to);
            if (other.equals(which.name)) {
                throw new UsageException("--to " + other + ": is the same destination");
            }
            return which.act("move", (queue, found) -> {
                AbandonedQueue.Moved moved = queue.move(other);
                return new View(
                        false,
                        found,
                        moved.moved(),
                        moved.had(),
                        null,
                        Words.count(moved.moved(), "delivery") + " moved to " + other
                                + (moved.had() == 0
                                        ? ""
                                        : "; " + moved.had() + " stayed, since " + other
                                                + " was given their codes before: drop them, if you like"));
            });
        }
    }

    /** To nobody. */
    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = {
                "Gives up what waits or is dead: it is not sent.",
                "It stays in the store as dropped, trace shows it, and replay --id sends one all the same."
            },
            footer = {"", "For example: click-router queue drop crmm --count 12"})
    static final class Drop implements Callable<Integer> {
        @Mixin
        private Which which;

        @Override
        public Integer call() {
            return which.act("drop", (queue, found) -> {
                int dropped = queue.drop();
                return new View(false, found, null, null, dropped, Words.count(dropped, "delivery") + " dropped");
            });
        }
    }
}
