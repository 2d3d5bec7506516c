package org.clickrouter.cli.output;

import java.time.Clock;
import java.time.Duration;

/**
 * Says how far long work is, on the standard error so that the standard output stays what was asked for. Work that is
 * over within a second says nothing.
 */
public final class Progress {

    private static final long SILENT = Duration.ofSeconds(1).toMillis();
    private static final long PLAIN = Duration.ofSeconds(10).toMillis();

    private final String name;
    private final long all;
    private final boolean silent;
    private final boolean drawn;
    private final Clock clock = Clock.systemUTC();
    private final ProgressBar bar;
    private long next;

    /**
     * @param name of the work
     * @param all how much there is to do
     * @param silent whether it says nothing
     */
    public Progress(String name, long all, boolean silent) {
        this.name = name;
        this.all = all;
        this.silent = silent;
        this.drawn = ProgressBar.isTerminal(System.getenv());
        this.bar = new ProgressBar(System.err, drawn, 0, clock);
        this.next = clock.millis() + SILENT;
    }

    /** @param done so much of it; on a terminal drawn each second, else a line each ten seconds */
    public void show(long done) {
        if (!silent && clock.millis() >= next) {
            next = clock.millis() + (drawn ? SILENT : PLAIN);
            bar.show(all == 0 ? 1 : (double) done / all, name, name + ": " + done + " of " + all);
        }
    }

    public void end() {
        bar.end();
    }
}
