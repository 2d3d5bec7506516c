package org.clickrouter.cli.option;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.clickrouter.console.view.TimeText;
import org.clickrouter.settings.UsageException;
import picocli.CommandLine.Option;

/**
 * The options that say which stretch of time a command is about: the same words and forms for all of them, as
 * docs/commands.md tells. What the times are of (a click, a delivery's end) each command says itself.
 */
public final class Period {

    @Option(
            names = {"--from", "--since"},
            paramLabel = "TIME",
            description = "From then on: a day (2026-11-01), a time of the operation's zone (2026-11-01T15:00) or with"
                    + " its offset, or a length back from now (2h, 30d).")
    private String from;

    @Option(
            names = {"--to", "--until"},
            paramLabel = "TIME",
            description = "Before then, in the same forms; of a day, its end.")
    private String to;

    @Option(
            names = "--last",
            paramLabel = "LENGTH",
            description = "Instead of both: the last 2h or 30d, for example. Of whole days, so many with the last one.")
    private String last;

    /** From one moment on, and before another; null where it is open. */
    public record Moments(Instant from, Instant to) {}

    /** The first and the last day; null where none was named. */
    public record Days(LocalDate from, LocalDate to) {}

    /** Whether any of them was given. */
    public boolean isGiven() {
        return from != null || to != null || last != null;
    }

    /** What was given for the begin, as it was given; null for nothing. */
    public String from() {
        refuseBoth();
        return last != null ? last : from;
    }

    /** What was given for the end; null for nothing. */
    public String to() {
        return to;
    }

    /** The same as options of another command. */
    public String options() {
        return (last != null ? " --last " + last : from != null ? " --from " + quoted(from) : "")
                + (to == null ? "" : " --to " + quoted(to));
    }

    /**
     * @param zone of times without an offset
     * @throws UsageException for what is no time, and for an end before the begin
     */
    public Moments moments(ZoneId zone, Instant now) {
        refuseBoth();
        Instant first = last != null
                ? told(() -> now.minus(TimeText.length("--last", last)))
                : from == null ? null : told(() -> TimeText.from("--from", from, zone, now));
        Instant end = to == null ? null : told(() -> TimeText.to("--to", to, zone, now));
        if (first != null && end != null && end.isBefore(first)) {
            throw new UsageException("--to " + to + ": must not be before --from " + from);
        }
        return new Moments(first, end);
    }

    /**
     * For commands that count whole days.
     *
     * @param end with which {@code --last} ends
     * @throws UsageException for what is no day, and for an end before the begin
     */
    public Days days(ZoneId zone, Instant now, LocalDate end) {
        refuseBoth();
        if (last != null) {
            long days = told(() -> TimeText.days("--last", last));
            if (days < 1) {
                throw new UsageException("--last " + last + ": must be 1d or more");
            }
            return new Days(end.minusDays(days - 1), end);
        }
        LocalDate first = from == null ? null : told(() -> TimeText.day("--from", from, zone, now));
        LocalDate its = to == null ? null : told(() -> TimeText.day("--to", to, zone, now));
        if (first != null && its != null && its.isBefore(first)) {
            throw new UsageException("--to " + to + ": must not be before --from " + from);
        }
        return new Days(first, its);
    }

    /** The same, with today as the end of {@code --last}. */
    public Days days(ZoneId zone, Instant now) {
        return days(zone, now, LocalDate.ofInstant(now, zone));
    }

    /** The same, where the command may not choose the days itself. */
    public Days neededDays(ZoneId zone, Instant now) {
        Days days = days(zone, now);
        if (days.from() == null || days.to() == null) {
            throw new UsageException(
                    "which days? Give --from and --to, such as --from 2026-11-01 --to 2026-11-30, or" + " --last 30d");
        }
        return days;
    }

    private void refuseBoth() {
        if (last != null && (from != null || to != null)) {
            throw new UsageException("--last " + last + ": goes without --from and --to; give either");
        }
    }

    private static <T> T told(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static String quoted(String text) {
        return text.contains(" ") ? "'" + text + "'" : text;
    }
}
