package org.clickrouter.run;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.clickrouter.enrich.Enrichment;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.totals.DailyReconciliation;

/** What calls the API between the polls, within the limits of the token. */
final class BesidePolling {

    private BesidePolling() {}

    /** @param secrets texts that no message may hold */
    static void bind(
            Settings settings,
            Function<String, OperationSettings> operations,
            StoreHandles stores,
            List<String> secrets,
            Clock clock,
            BiConsumer<String, Object> bind) {
        CountedCalls calls = new CountedCalls(
                Optional.of(stores.database), clock, InstanceId.here().toString());
        bind.accept("reconciler", new DailyReconciliation(settings, operations, stores, calls, secrets, clock));
        bind.accept("enricher", new Enrichment(settings, operations, stores, calls, secrets, clock));
    }
}
