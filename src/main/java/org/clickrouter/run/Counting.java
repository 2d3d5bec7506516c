package org.clickrouter.run;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.clickrouter.store.counts.DayCounter;
import org.clickrouter.store.jdbc.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the clicks of days that have changed, from time to time: figures over many days then come at once. It yields
 * to reading and sending: a day that changes right now waits until it rests, and counting takes a tenth of the time at
 * most.
 */
final class Counting implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Counting.class);
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final int AT_ONCE = 20;
    private static final int SHARE = 9;

    private final DayCounter days;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "counting");
        thread.setDaemon(true);
        return thread;
    });

    Counting(Database database) {
        this.days = new DayCounter(database);
        // Not interrupted at the end: H2 would close its file. What has not begun is not begun any more.
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void begin() {
        next(EVERY);
    }

    private void next(Duration wait) {
        try {
            timer.schedule(this::count, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.trace("no more days are counted");
        }
    }

    /** What is not counted is counted when it is asked for; the store's own health check says where it is away. */
    private void count() {
        long began = System.nanoTime();
        try {
            days.countSettled(AT_ONCE);
        } catch (RuntimeException e) {
            LOG.debug("days are not counted: {}", e.getMessage());
        } finally {
            Duration rest = Duration.ofNanos(System.nanoTime() - began).multipliedBy(SHARE);
            next(rest.compareTo(EVERY) > 0 ? rest : EVERY);
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
