package org.clickrouter.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.observe.DoctorHealthCheck;
import org.clickrouter.observe.Health;
import org.clickrouter.observe.PausedHealthCheck;
import org.clickrouter.observe.StoreProbe;
import org.clickrouter.observe.StuckHealthCheck;
import org.clickrouter.outbox.OutboxComponent;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.reports.Troubles;

/** The checks of /observe/health, under the names by which Camel finds them. */
final class HealthBeans {

    /** How long whoever asks for the health waits for the store. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private HealthBeans() {}

    /** @param inForce the settings of the routes that run now */
    static void bind(
            Settings settings,
            StoreHandles stores,
            OutboxComponent outbox,
            Supplier<Settings> inForce,
            Clock clock,
            BiConsumer<String, Object> bind) {
        StoreProbe probe = new StoreProbe(() -> stores.database.query("SELECT 1", row -> 1), PATIENCE);
        bind.accept("health-store", new Health.Store(probe));
        settings.operations()
                .forEach(operation -> bind.accept(
                        "health-" + operation.name(),
                        new Health.Operation(
                                operation, stores.operations, settings.duration("poll.period"), clock, probe)));
        bind.accept("health-doctor", new DoctorHealthCheck(stores.database, probe));
        bind.accept("health-destinations", new PausedHealthCheck(stores.outbox.pauses(), probe));
        bind.accept(
                "health-sales",
                new StuckHealthCheck(
                        new Troubles(stores.database, OperationSettings.timeouts(settings.operations()), clock),
                        () -> Set.copyOf(outbox.consumed()),
                        probe));
        bind.accept(
                "health-queues",
                new Health.Queues(
                        outbox, stores.outbox, name -> DestinationKinds.isEnabled(inForce.get(), name), probe));
    }
}
