package org.clickrouter.cli;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.console.view.ClickLife;
import org.clickrouter.console.view.ClickLifeQuery;
import org.clickrouter.destination.Payload;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Pauses.Pause;
import org.clickrouter.store.reports.Traces;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.RootCause;
import org.clickrouter.tryout.Payloads;
import org.clickrouter.tryout.Rehearsal;
import org.clickrouter.tryout.example.ExampleFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trace}: one click's whole life. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = {
            "Tells a click's whole life: when it was read, its codes, where each went, and every attempt there.",
            "Exit code 1 where nothing is found."
        },
        footer = {"", "For example: click-router trace 1795464788000042 --bodies"})
final class TraceCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Parameters(
            paramLabel = "CHAT_ID",
            description = "A chat, a delivery (msg_...), a request (batch_...), or a click without one (click:...).")
    private String key;

    @Option(names = "--operation", paramLabel = "NAME", description = "Only of this operation.")
    private String operation;

    @Option(names = "--bodies", description = "Also the records and what was sent, which hold people's data.")
    private boolean bodies;

    private StoreOnly open;
    private Traces traces;
    private Map<String, Pause> paused;
    private Rehearsal rehearsal;
    private Payloads payloads;

    @Override
    public Integer call() {
        try {
            return told();
        } finally {
            if (rehearsal != null) {
                rehearsal.close();
            }
        }
    }

    private int told() {
        try (StoreOnly store = new StoreOnly(home.path())) {
            open = store;
            traces = new Traces(open.stores.database);
            paused = open.stores.outbox.pauses().all().stream().collect(Collectors.toMap(Pause::destination, p -> p));
            List<Traces.Found> found = traces.find(key.strip(), operation);
            if (found.isEmpty()) {
                if (json.wanted()) {
                    Json.print(life());
                    return 1;
                }
                System.out.println(
                        "nothing found: the store has no click of chat, delivery or click id '" + OneLine.plain(key)
                                + "'" + (operation == null ? "" : " in operation " + OneLine.plain(operation))
                                + ". Not read yet, or deleted (store.keep)?");
                return 1;
            }
            if (json.wanted()) {
                Json.print(life());
            } else {
                found.forEach(this::print);
            }
        }
        return 0;
    }

    private ClickLife life() {
        return new ClickLifeQuery(open.stores.database, open.zones(), times.moments())
                .of(key.strip(), operation, bodies);
    }

    private ZoneId zone(Traces.Found click) {
        return open.settings.operations().stream()
                .filter(o -> o.name().equals(click.operation()))
                .findFirst()
                .map(OperationSettings::zone)
                .orElse(ZoneOffset.UTC);
    }

    private void print(Traces.Found click) {
        ZoneId zone = zone(click);
        System.out.println("click of chat " + (click.chatId().isEmpty() ? "(none)" : OneLine.plain(click.chatId()))
                + ", operation " + click.operation() + ", made "
                + (click.clicked() == null ? OneLine.plain(click.clickDate()) : time(click.clicked(), zone))
                + ", ad or post "
                + OneLine.plain(click.sourceId()));
        System.out.println("  first read " + time(click.firstSeen(), zone)
                + (click.history() ? ", as history: stored only" : "") + ", id click:" + click.id());
        List<Traces.Sent> deliveries = traces.deliveries(click.id());
        for (Traces.Revision revision : traces.revisions(click.id())) {
            System.out.println("  revision " + revision.number() + ": "
                    + (revision.code().isEmpty() ? "no code" : "code " + OneLine.plain(revision.code())) + ", seen "
                    + time(revision.seenAt(), zone) + ", " + routed(revision.destinations()));
            traces.routingFailure(click.id(), revision.number())
                    .ifPresent(reason -> System.out.println("    why      " + OneLine.plain(reason)));
            if (bodies) {
                System.out.println("    record   " + OneLine.plain(revision.record()));
            }
            deliveries.stream()
                    .filter(d -> d.revision() == revision.number())
                    .forEach(d -> print(click, revision, d, zone));
        }
    }

    private static String routed(int destinations) {
        return switch (destinations) {
            case -1 -> "ROUTING FAILED: it is routed again every poll.period (mend the routing file)";
            case 0 -> "routed nowhere";
            default -> "routed to " + destinations + (destinations == 1 ? " destination" : " destinations");
        };
    }

    private Payloads payloads() {
        if (payloads == null) {
            rehearsal = new Rehearsal(open.settings, home.path());
            payloads = new Payloads(rehearsal.answering(ExampleFile.stubs(rehearsal.folder())));
        }
        return payloads;
    }

    private String payload(Traces.Found click, Traces.Revision revision, Traces.Sent delivery) {
        if (delivery.body() != null) {
            return delivery.body();
        }
        try {
            Payload payload = payloads()
                    .of(new Delivery(
                            0,
                            delivery.id(),
                            delivery.destination(),
                            click.operation(),
                            click.id(),
                            revision.number(),
                            revision.code(),
                            revision.record(),
                            null,
                            null,
                            delivery.attempts(),
                            revision.seenAt()));
            return payload.body().isEmpty() ? "(" + payload.to() + ")" : payload.body();
        } catch (Exception e) {
            return "(it cannot be made now: " + RootCause.line(e) + ")";
        }
    }

    private void print(Traces.Found click, Traces.Revision revision, Traces.Sent delivery, ZoneId zone) {
        System.out.println("    " + delivery.destination() + "  " + delivery.id() + "  " + state(delivery, zone));
        if (delivery.request() != null) {
            System.out.println("      in the request  " + delivery.request());
        }
        if (bodies) {
            System.out.println("      payload  " + OneLine.plain(payload(click, revision, delivery)));
        }
        for (Traces.Attempt attempt : traces.attempts(delivery)) {
            System.out.println("      attempt " + attempt.number() + "  "
                    + (attempt.ended() == null ? "(time not kept)" : time(attempt.ended(), zone)) + "  "
                    + (attempt.done() ? "delivered" : "failed")
                    + (attempt.failure() == null ? "" : "  " + attempt.failure())
                    + (attempt.status() == null ? "" : "  " + attempt.status())
                    + (attempt.error() == null ? "" : "  " + OneLine.plain(attempt.error())));
            if (attempt.answer() != null) {
                System.out.println("        it said  " + OneLine.plain(attempt.answer()));
            }
        }
    }

    private String state(Traces.Sent delivery, ZoneId zone) {
        String tries = delivery.attempts() + (delivery.attempts() == 1 ? " try" : " tries");
        if (delivery.state().equals("dropped")) {
            return "dropped by click-router queue drop after " + tries + ", " + time(delivery.finished(), zone);
        } else if (delivery.state().equals("done")) {
            return "done after " + tries;
        } else if (delivery.state().equals("dead")) {
            return "DEAD after " + tries + "; click-router replay --id " + delivery.id();
        }
        long now = open.clock.millis();
        String due = time(delivery.due(), zone);
        if (delivery.claimed() != null && delivery.claimed() > now && delivery.due() <= now) {
            return "pending after " + tries + ", under way now (claimed until " + time(delivery.claimed(), zone) + ")";
        } else if (paused.containsKey(delivery.destination())) {
            return "pending after " + tries + ", waits: the destination is PAUSED ("
                    + paused.get(delivery.destination()).reason() + ")";
        }
        return "pending after " + tries + (delivery.due() > now ? ", next try " + due : ", due since " + due);
    }

    private String time(long millis, ZoneId zone) {
        return times.time(millis, zone);
    }
}
