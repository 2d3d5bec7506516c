package org.clickrouter.cli;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.reports.Lateness;
import org.clickrouter.text.Durations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: how far is it, what waits, what went wrong? Read from the store, whether the product runs or not. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Tells how far each operation has been read, what is left of its quota, what waits and what is dead. Exit code 1 where an operation is stopped.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Override
    public Integer call() {
        try (StoreOnly open = new StoreOnly(home.path())) {
            boolean stopped = false;
            List<OperationState> states = open.stores.operations.states();
            for (OperationSettings operation : open.settings.operations()) {
                OperationState state = states.stream()
                        .filter(s -> s.operation().equals(operation.name()))
                        .findFirst()
                        .orElse(null);
                if (state == null) {
                    System.out.println("operation " + operation.name() + ": never polled");
                    continue;
                }
                stopped |= state.stopped() != null;
                print(open, operation, state);
            }
            queues(open);
            paused(open);
            return stopped ? 1 : 0;
        }
    }

    private static void print(StoreOnly open, OperationSettings operation, OperationState state) {
        ZoneId zone = operation.zone();
        System.out.println("operation " + operation.name()
                + (state.stopped() == null ? "" : ": STOPPED (" + state.stopped() + ") until a restart"));
        System.out.println("  read up to        "
                + (state.progressSecond() == null ? "nothing yet" : Times.time(state.progressSecond() * 1000, zone)));
        System.out.println(
                "  last good poll    " + (state.lastGood() == null ? "never" : Times.time(state.lastGood(), zone)));
        System.out.println("  last with clicks  "
                + (state.lastRecords() == null ? "never" : Times.time(state.lastRecords(), zone)));
        if (state.lastMessage() != null) {
            System.out.println("  last failure      " + state.lastMessage() + " (" + state.failures() + " in a row)");
            if (state.stopped() == null && state.nextPoll() > System.currentTimeMillis()) {
                System.out.println("  next try          " + Times.time(state.nextPoll(), zone));
            }
        }
        int used = open.stores.quota.used(operation.name(), zone);
        int limit = operation.dailyLimit();
        System.out.println("  calls today       " + used + " of " + limit + ", " + Math.max(0, limit - used)
                + " left; counted anew from " + Times.time(open.stores.quota.resetsAt(zone), zone));
        System.out.println("  clicks stored     "
                + open.stores
                        .database
                        .query("SELECT COUNT(*) FROM click WHERE operation = ?", r -> r.getLong(1), operation.name())
                        .get(0));
        lateness(open, operation);
        long gaps = open.stores.operations.gaps(operation.name());
        long bad = open.stores
                .database
                .query("SELECT COUNT(*) FROM quarantine WHERE operation = ?", r -> r.getLong(1), operation.name())
                .get(0);
        if (gaps > 0) {
            System.out.println("  GAPS              " + gaps + " (table gap)");
        }
        if (bad > 0) {
            System.out.println("  in quarantine     " + bad + " (table quarantine)");
        }
    }

    private static void lateness(StoreOnly open, OperationSettings operation) {
        Lateness.Shares learned = new Lateness(open.stores.database).of(operation.name());
        if (learned.codes() > 0) {
            System.out.println("  codes came within "
                    + learned.shares().entrySet().stream()
                            .map(share -> Durations.format(share.getKey()) + " "
                                    + String.format(Locale.ROOT, "%.1f %%", share.getValue() * 100))
                            .collect(Collectors.joining(", "))
                    + " (of " + learned.codes() + " watched)");
        }
    }

    private static void queues(StoreOnly open) {
        List<Outbox.Depth> depths = open.stores.outbox.depths();
        if (depths.isEmpty()) {
            System.out.println("queues: nothing waits, nothing is dead");
        }
        for (Outbox.Depth depth : depths) {
            System.out.println(
                    "queue " + depth.destination() + ": " + depth.count() + " " + depth.state() + ", the oldest from "
                            + Times.time(
                                    depth.oldestCreated(),
                                    open.settings.operations().get(0).zone()));
        }
    }

    private static void paused(StoreOnly open) {
        ZoneId zone = open.settings.operations().get(0).zone();
        for (Pauses.Pause pause : open.stores.outbox.pauses().all()) {
            System.out.println("destination " + pause.destination()
                    + (pause.kind() == Pauses.Kind.MISCONFIGURED ? ": MISCONFIGURED since " : ": PAUSED since ")
                    + Times.time(pause.since(), zone) + " (" + pause.reason() + ")"
                    + (pause.nextTry() == null ? "" : ", next try " + Times.time(pause.nextTry(), zone))
                    + (pause.until() == null ? "" : ", until " + Times.time(pause.until(), zone))
                    + "; its deliveries wait. `click-router resume " + pause.destination() + "` ends it");
        }
    }
}
