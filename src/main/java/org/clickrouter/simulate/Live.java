package org.clickrouter.simulate;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps an {@link ApiSimulator} alive: new clicks and late codes at a steady pace, until it is closed. */
public final class Live implements AutoCloseable {
    private final ScheduledExecutorService pace;

    private Live(ScheduledExecutorService pace) {
        this.pace = pace;
    }

    /**
     * Starts at once.
     *
     * @param period time from one {@link ClickGenerator#tick} to the next
     * @param listener told what each tick did; an exception from it ends the ticking
     */
    public static Live start(
            ApiSimulator simulator, ClickGenerator generator, Duration period, Consumer<ClickGenerator.Tick> listener) {
        var pace = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "live-clicks");
            thread.setDaemon(true);
            return thread;
        });
        pace.scheduleAtFixedRate(
                () -> listener.accept(generator.tick(simulator)), 0, period.toMillis(), TimeUnit.MILLISECONDS);
        return new Live(pace);
    }

    /** Stops the ticking. */
    @Override
    public void close() {
        pace.shutdownNow();
    }
}
