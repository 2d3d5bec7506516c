package org.clickrouter.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clickrouter.cli.option.Filter;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Period;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Progress;
import org.clickrouter.cli.task.Reroute;
import org.clickrouter.console.view.DeliveriesQuery;
import org.clickrouter.console.view.DeliveryFilter;
import org.clickrouter.console.view.Moments;
import org.clickrouter.console.view.Replay;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.outbox.DeadLetters;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}: sends again, under the same id; with {@code --reroute} by the rules of now. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Puts deliveries into their queues again, under the same webhook-id, with all tries of the schedule before them.",
            "Dead ones, unless --id names one or --delivered is given. A running instance sends them; without one, the next start does.",
            "With --reroute it sends stored codes through the files of routes/ as they are now: a destination that has not had a code gets it,"
                    + " what waits or is dead gets the body of now, and what was delivered stays as it is unless --again is given.",
            "A time is when a delivery ended or, where it waits, was queued; with --reroute, when a code was first seen.",
            "Exit code 1 where there is nothing to send."
        },
        footer = {
            "",
            "For example: click-router replay --destination crm --last 2h --dry-run",
            "             click-router replay --reroute --code VENTA --last 3d --dry-run"
        })
final class ReplayCommand implements Callable<Integer> {

    /** What says which codes are routed again. */
    private static final Set<String> ROUTED_AGAIN = Set.of("code", "chat", "destination", "from", "to");

    @Mixin
    private Home home;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private Json json;

    @Mixin
    private Filter filter;

    @Option(names = "--delivered", description = "Also what was delivered: receivers get it a second time.")
    private boolean delivered;

    @Option(names = "--reroute", description = "By the rules of now, of codes that were stored before.")
    private boolean reroute;

    @Option(
            names = "--history",
            description = "With --reroute: also clicks that were only stored (poll.first=store, backfill).")
    private boolean history;

    @Option(
            names = "--again",
            description =
                    "With --reroute: also what was delivered, under its id; receivers that remember ids pass it over.")
    private boolean again;

    /**
     * What is printed.
     *
     * @param found deliveries by destination
     * @param queued how many of them are sent again
     */
    record View(boolean dryRun, Map<String, Long> found, long queued) {}

    @Override
    public Integer call() throws Exception {
        check();
        try (StoreOnly open = new StoreOnly(home.path())) {
            ZoneId zone = open.settings.operations().get(0).zone();
            Instant now = open.clock.instant();
            DeliveryFilter wanted = filter.of(null, Map.of(), zone, now);
            if (reroute) {
                Period.Moments seen = filter.period().moments(zone, now);
                return new Reroute(
                                open,
                                home.path(),
                                new Reroute.Wanted(
                                        seen.from(),
                                        seen.to() == null ? now : seen.to(),
                                        wanted.get("code"),
                                        wanted.get("chat"),
                                        wanted.get("destination"),
                                        history,
                                        again))
                        .run(confirmation, json.wanted());
            }
            return replay(open, wanted);
        }
    }

    private void check() {
        if (reroute) {
            if (delivered || !ROUTED_AGAIN.containsAll(filter.names())) {
                throw new UsageException(
                        "replay --reroute: takes no --delivered; it takes --last, or --from and --to, with --code, --chat, --destination, --again, --history");
            } else if (filter.period().from() == null && !filter.names().contains("chat")) {
                throw new UsageException(
                        "replay --reroute: name what is to be routed again: --last, --from and --to, or --chat");
            }
        } else if (again || history) {
            throw new UsageException("replay: --again and --history go with --reroute alone");
        } else if (filter.names().isEmpty()) {
            throw new UsageException(
                    "replay: name what is to be sent again: --id, --chat, --destination, --last, --code, ...");
        }
    }

    private int replay(StoreOnly open, DeliveryFilter wanted) {
        DeliveriesQuery deliveries = new DeliveriesQuery(open.reader(), open.zones(), new Moments(false));
        Map<String, Long> counts = deliveries.replayable(wanted, delivered);
        long all = counts.values().stream().mapToLong(n -> n).sum();
        String words = Words.count(all, "delivery")
                + (all == 0
                        ? ""
                        : " ("
                                + counts.entrySet().stream()
                                        .map(e -> e.getKey() + " " + e.getValue())
                                        .collect(Collectors.joining(", "))
                                + ")");
        boolean go = !confirmation.dryRun() && all > 0 && confirmation.given("Send " + words + " again?");
        long done = go ? send(open, deliveries, wanted, all) : 0;
        if (json.wanted()) {
            Json.print(new View(confirmation.dryRun(), counts, done));
        } else if (confirmation.dryRun()) {
            System.out.println(words + " would be sent again; nothing was done");
        } else if (go || all == 0) {
            System.out.println(Words.count(done, "delivery")
                    + (done == 1 ? " is in its queue again" : " are in their queues again"));
        }
        return all == 0 ? 1 : 0;
    }

    /** In portions, so that a running instance need not wait for a whole queue; says how far it is. */
    private long send(StoreOnly open, DeliveriesQuery deliveries, DeliveryFilter wanted, long all) {
        DeadLetters letters = new DeadLetters(open.stores.database, open.clock);
        Progress progress = new Progress("replay", all, json.wanted());
        long done = new Replay(deliveries, letters, open.clock).run(wanted, delivered, progress::show);
        progress.end();
        return done;
    }
}
