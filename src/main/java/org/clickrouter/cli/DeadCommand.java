package org.clickrouter.cli;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Since;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.store.outbox.DeadLetters;
import org.clickrouter.store.reports.Traces;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead}: what was given up, and why. */
@Command(
        name = "dead",
        mixinStandardHelpOptions = true,
        description = {
            "Lists deliveries that were given up, the newest first, with the last failure and what the receiver said.",
            "`replay` sends them again."
        },
        footer = {"", "For example: click-router dead --destination crm --since 2h"})
final class DeadCommand implements Callable<Integer> {

    private static final int AT_MOST = 1000;

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Option(names = "--destination", paramLabel = "NAME", description = "Only of this destination.")
    private String destination;

    @Option(names = "--since", paramLabel = "TIME", description = "Only those given up since then. " + Since.HELP)
    private String since;

    @Option(
            names = "--bodies",
            description = "Also each record, and the payload that the routing file made, which hold people's data.")
    private boolean bodies;

    /** What is printed of one, as docs/commands.md names it. */
    private record View(
            String id,
            String destination,
            String code,
            String chatId,
            int revision,
            int attempts,
            String givenUp,
            String failure,
            Integer status,
            String error,
            String answer,
            String record,
            String body) {}

    @Override
    public Integer call() {
        try (StoreOnly open = new StoreOnly(home.path())) {
            ZoneId zone = open.settings.operations().get(0).zone();
            Duration within = Since.lengthOf("--since", since, zone, open.clock.instant());
            Traces traces = new Traces(open.stores.database);
            List<View> dead = new DeadLetters(open.stores.database, open.clock)
                    .list(destination, within).stream()
                            .map(letter -> view(letter, traces, zone))
                            .toList();
            if (json.wanted()) {
                Json.print(dead);
                return 0;
            }
            dead.forEach(DeadCommand::print);
            System.out.println(
                    dead.isEmpty()
                            ? "nothing is dead"
                            : (dead.size() == AT_MOST ? "the newest " : "") + dead.size()
                                    + " dead; one click's whole life: click-router trace ID; send again with: click-router replay --id ID | --destination NAME");
        }
        return 0;
    }

    private View view(DeadLetters.Letter letter, Traces traces, ZoneId zone) {
        List<String> made = bodies ? traces.bodies(letter.id()) : List.of();
        return new View(
                letter.id(),
                letter.destination(),
                letter.code(),
                letter.chatId(),
                letter.revision(),
                letter.attempts(),
                times.iso(letter.finished(), zone),
                letter.failure(),
                letter.status(),
                letter.error(),
                traces.lastAnswer(letter.id()).orElse(null),
                made.isEmpty() ? null : made.get(0),
                made.isEmpty() ? null : made.get(1));
    }

    private static void print(View dead) {
        System.out.println(dead.id() + "  " + dead.destination() + "  " + OneLine.plain(dead.code()) + "  chat "
                + OneLine.plain(dead.chatId()) + "  revision " + dead.revision() + "  "
                + Words.count(dead.attempts(), "try") + ", given up " + Times.text(dead.givenUp()) + "  "
                + dead.failure() + (dead.status() == null ? "" : " " + dead.status()) + ": "
                + OneLine.plain(dead.error()));
        if (dead.answer() != null) {
            System.out.println("    it said  " + OneLine.plain(dead.answer()));
        }
        if (dead.record() != null) {
            System.out.println("    record   " + OneLine.plain(dead.record()));
        }
        if (dead.body() != null) {
            System.out.println("    payload  " + OneLine.plain(dead.body()));
        }
    }
}
