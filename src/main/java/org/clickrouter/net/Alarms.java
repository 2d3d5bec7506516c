package org.clickrouter.net;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that ends what takes too long. */
final class Alarms {

    private static final ScheduledExecutorService TIMER = timer();

    private Alarms() {}

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "deadlines");
            thread.setDaemon(true);
            return thread;
        });
        // Else each call that has ended long ago stays in memory until its limit would have come.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    static Future<?> in(Duration limit, Runnable end) {
        return TIMER.schedule(end, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
