package org.clickrouter.cli;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.clickrouter.store.outbox.DeadLetters;
import org.clickrouter.store.reports.Traces;
import org.clickrouter.text.OneLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead}: what was given up, and why. */
@Command(
        name = "dead",
        mixinStandardHelpOptions = true,
        description = "Lists deliveries that were given up, with the last failure. `replay` sends them again.")
final class DeadCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Option(names = "--destination", paramLabel = "NAME", description = "Only of this destination.")
    private String destination;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "Only those given up within this time, for example 2h or 3d.",
            converter = DurationConverter.class)
    private Duration since;

    @Option(
            names = "--bodies",
            description = "Also each record, and the payload that the routing file made, which hold people's data.")
    private boolean bodies;

    @Override
    public Integer call() {
        try (StoreOnly open = new StoreOnly(home.path())) {
            DeadLetters letters = new DeadLetters(open.stores.database, open.clock);
            List<DeadLetters.Letter> dead = letters.list(destination, since);
            for (DeadLetters.Letter letter : dead) {
                System.out.println(
                        letter.id() + "  " + letter.destination() + "  " + OneLine.plain(letter.code()) + "  chat "
                                + OneLine.plain(letter.chatId()) + "  revision "
                                + letter.revision() + "  " + letter.attempts() + " tries, given up "
                                + Times.time(
                                        letter.finished(),
                                        open.settings.operations().get(0).zone()) + "  "
                                + letter.failure() + (letter.status() == null ? "" : " " + letter.status()) + ": "
                                + OneLine.plain(letter.error()));
                if (bodies) {
                    show(new Traces(open.stores.database).bodies(letter.id()));
                }
            }
            System.out.println(
                    dead.isEmpty()
                            ? "nothing is dead"
                            : (dead.size() == 1000 ? "the newest " : "") + dead.size()
                                    + " dead; one click's whole life: click-router trace ID; send again with: click-router replay --id ID | --destination NAME");
        }
        return 0;
    }

    private static void show(List<String> bodies) {
        bodies.stream().limit(1).forEach(record -> System.out.println("    record   " + OneLine.plain(record)));
        bodies.stream()
                .skip(1)
                .filter(Objects::nonNull)
                .forEach(body -> System.out.println("    payload  " + OneLine.plain(body)));
    }
}
