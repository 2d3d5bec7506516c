package org.clickrouter.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.clickrouter.store.counts.DayCounter;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the clicks of days that have changed, from time to time: figures over many days then come at once. */
final class Counting implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Counting.class);
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final int AT_ONCE = 20;

    private final Database database;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "counting");
        thread.setDaemon(true);
        return thread;
    });

    Counting(Database database) {
        this.database = database;
    }

    void begin() {
        timer.scheduleWithFixedDelay(this::count, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is not counted is counted when it is asked for; the store's own health check says where it is away. */
    private void count() {
        try {
            new DayCounter(database).count(AT_ONCE);
        } catch (StoreException e) {
            LOG.debug("days are not counted: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
