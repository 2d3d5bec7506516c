package org.clickrouter.run;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.reports.Reloads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the command `reload` asks this process for, and answers it. */
public final class ReloadWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadWatch.class);
    private static final long LOOK_MILLIS = 500;

    private final Reloads reloads;
    private final String instance;
    private final Reload reload;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "reload-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param instance the name of this process in the store */
    public ReloadWatch(Reloads reloads, String instance, Reload reload) {
        this.reloads = reloads;
        this.instance = instance;
        this.reload = reload;
        looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (String id : reloads.asked(instance)) {
                reloads.answer(id, reload.answer());
            }
        } catch (StoreException e) {
            // Health says that the store is away; who asked is told that nobody answered.
            LOG.debug("reload: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("reload: {}", e.toString());
        }
    }

    /** What is asked from now on is not answered; a reload under way ends first. */
    @Override
    public void close() {
        looks.shutdown();
        try {
            looks.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
