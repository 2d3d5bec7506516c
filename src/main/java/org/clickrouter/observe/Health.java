package org.clickrouter.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.outbox.Depth;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;

/** What /observe/health says, in words that tell how to mend it. */
public final class Health {

    private Health() {}

    /** The store answers. */
    public static final class Store extends StoreHealthCheck {

        public Store(StoreProbe probe) {
            super("store", probe);
        }

        @Override
        void look(HealthCheckResultBuilder builder) {
            builder.up();
        }
    }

    /** An operation is polled: not stopped, and not failing for long. */
    public static final class Operation extends StoreHealthCheck {
        private static final int FAILURES = 3;

        private final OperationSettings settings;
        private final String name;
        private final long born;
        private final Operations operations;
        private final Duration period;
        private final Clock clock;

        public Operation(
                OperationSettings settings, Operations operations, Duration period, Clock clock, StoreProbe probe) {
            super("operation-" + settings.name(), probe);
            this.settings = settings;
            this.name = settings.name();
            this.born = clock.millis();
            this.operations = operations;
            this.period = period;
            this.clock = clock;
        }

        @Override
        void look(HealthCheckResultBuilder builder) {
            OperationState state = operations.state(name);
            builder.detail("operation", name);
            builder.detail("failures", state.failures());
            if (state.lastGood() != null) {
                builder.detail(
                        "last-good-poll", Instant.ofEpochMilli(state.lastGood()).toString());
            }
            if (state.lastRecords() != null) {
                builder.detail(
                        "last-records",
                        Instant.ofEpochMilli(state.lastRecords()).toString());
            }
            long gaps = operations.gaps(name);
            if (gaps > 0) {
                builder.detail("gaps", gaps);
            }
            if (state.lastMessage() != null) {
                builder.detail("last-message", state.lastMessage());
            }
            boolean late = state.lastGood() != null
                    && clock.millis() - state.lastGood()
                            > Math.max(
                                    period.multipliedBy(3).toMillis(),
                                    Duration.ofMinutes(2).toMillis());
            if (state.stopped() != null) {
                builder.down()
                        .message("Operation " + name + " is stopped (" + state.stopped() + "). " + state.lastMessage());
            } else if (state.failures() >= FAILURES || late && state.failures() > 0) {
                builder.down()
                        .message("Operation " + name + " has failed " + state.failures() + " times in a row. "
                                + state.lastMessage());
            } else if (state.overdueSince(born, settings.timeout(), clock.millis())
                    .isPresent()) {
                builder.down()
                        .message(
                                "Operation " + name + " is due, and nothing of it was read or tried. A thread dump"
                                        + " (jstack) of the process shows what it waits for; a restart goes on where reading was");
            } else {
                builder.up();
            }
        }
    }

    /**
     * Every queue has a route that takes from it; that of a destination which is switched off only if something waits
     * in it.
     */
    public static final class Queues extends StoreHealthCheck {
        private final OutboxRoutes outbox;
        private final Outbox store;
        private final Predicate<String> on;

        public Queues(OutboxRoutes outbox, Outbox store, Predicate<String> on, StoreProbe probe) {
            super("queues", probe);
            this.outbox = outbox;
            this.store = store;
            this.on = on;
        }

        @Override
        void look(HealthCheckResultBuilder builder) {
            Set<String> filled = store.depths().stream()
                    .filter(d -> d.state().equals("pending"))
                    .map(Depth::destination)
                    .collect(Collectors.toSet());
            List<String> waiting = Stream.concat(
                            outbox.withoutConsumer().stream().filter(on),
                            filled.stream().filter(name -> !outbox.isConsumed(name)))
                    .distinct()
                    .sorted()
                    .toList();
            if (waiting.isEmpty()) {
                builder.up();
            } else {
                builder.detail("destinations", String.join(",", waiting));
                builder.down()
                        .message("Clicks are queued for " + String.join(", ", waiting)
                                + " and no route takes from there: set its address, or add"
                                + " it to routes/destinations.camel.yaml");
            }
        }
    }
}
