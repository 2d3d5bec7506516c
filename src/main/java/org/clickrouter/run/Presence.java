package org.clickrouter.run;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.reports.Instances;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the store that this process runs, and with which destinations, for `status` to tell. */
final class Presence implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final Instances instances;
    private final String name;
    private final Supplier<List<String>> consumed;
    private final Supplier<List<String>> withoutRoute;
    private volatile boolean begun;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "presence");
        thread.setDaemon(true);
        return thread;
    });

    Presence(Instances instances, String name, Supplier<List<String>> consumed, Supplier<List<String>> withoutRoute) {
        this.instances = instances;
        this.name = name;
        this.consumed = consumed;
        this.withoutRoute = withoutRoute;
    }

    void begin(String version) {
        begun = true;
        timer.execute(() -> quietly(() -> instances.began(name, version)));
        timer.scheduleWithFixedDelay(
                () -> quietly(() -> instances.runs(name, consumed.get(), withoutRoute.get())),
                0,
                Instances.EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** The store's own health check says so where it is away; this must neither end the timer nor the process. */
    private static void quietly(Runnable say) {
        try {
            say.run();
        } catch (StoreException e) {
            LOG.debug("status is not told that this process runs: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        if (!begun) {
            return;
        }
        try {
            timer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        quietly(() -> instances.ended(name));
    }
}
