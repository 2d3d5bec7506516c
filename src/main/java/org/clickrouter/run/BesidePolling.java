package org.clickrouter.run;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.clickrouter.enrich.Enrichment;
import org.clickrouter.net.ApiGet;
import org.clickrouter.poll.ApiPath;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.totals.DailyReconciliation;

/** What calls the API between the polls, within the limits of the token. */
final class BesidePolling {

    private BesidePolling() {}

    /** @param inForce tokens and the path to the API may become others */
    static void bind(
            Settings settings, InForce inForce, StoreHandles stores, Clock clock, BiConsumer<String, Object> bind) {
        CountedCalls calls = new CountedCalls(
                Optional.of(stores.database), clock, InstanceId.here().toString());
        ApiGet way = new ApiGet(() -> ApiPath.of(inForce.get()));
        bind.accept(
                "reconciler",
                new DailyReconciliation(settings, inForce::operation, stores, way, calls, inForce.secrets(), clock));
        bind.accept(
                "enricher", new Enrichment(settings, inForce::operation, stores, way, calls, inForce.secrets(), clock));
    }
}
