package org.clickrouter.cli.output;

import java.io.Console;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.clickrouter.text.Durations;

/**
 * Progress of long work: on a terminal one line that is drawn anew, with the time that is left; in a file or a pipe a
 * plain line each time. It has no colours, so there is none to switch off.
 */
public final class ProgressBar {

    private static final int CELLS = 24;

    private final PrintStream out;
    private final boolean drawn;
    private final Clock clock;
    private final long began;
    private final double first;
    private int width;

    /**
     * @param drawn whether one line is drawn anew
     * @param first share that was done before, 0 to 1: it says nothing of how quick the rest is
     */
    public ProgressBar(PrintStream out, boolean drawn, double first, Clock clock) {
        this.out = out;
        this.drawn = drawn;
        this.first = first;
        this.clock = clock;
        this.began = clock.millis();
    }

    /** Whether somebody looks at it as it is drawn: a terminal that can go back to the line's begin. */
    public static boolean isTerminal(Map<String, String> environment) {
        Console console = System.console();
        return console != null
                && Confirmation.isTerminal(console)
                && !environment.getOrDefault("TERM", "").equals("dumb")
                && !environment.containsKey("CI");
    }

    /**
     * @param share of the whole, 0 to 1
     * @param plain what a plain line says
     * @param name of the work, before the bar
     */
    public void show(double share, String name, String plain) {
        if (!drawn) {
            out.println(plain);
            return;
        }
        double done = Math.max(0, Math.min(1, share));
        int cells = (int) (done * CELLS);
        StringBuilder line = new StringBuilder(name)
                .append(" [")
                .append("#".repeat(cells))
                .append(".".repeat(CELLS - cells))
                .append("] ")
                .append((int) (done * 100))
                .append(" %")
                .append(left(done));
        int length = line.length();
        // What a longer line left behind it is written over.
        line.append(" ".repeat(Math.max(0, width - length)));
        width = length;
        out.print("\r" + line);
        out.flush();
    }

    private String left(double done) {
        long passed = clock.millis() - began;
        if (done <= first || done >= 1 || passed < 1000) {
            return "";
        }
        long seconds = (long) (passed * (1 - done) / (done - first) / 1000);
        long unit = seconds >= 7200 ? 3600 : seconds >= 120 ? 60 : 1;
        return ", " + Durations.format(Duration.ofSeconds(Math.max(1, seconds / unit * unit))) + " left";
    }

    /** Ends the drawn line, before anything else is printed. */
    public void end() {
        if (drawn && width > 0) {
            out.println();
            width = 0;
        }
    }
}
