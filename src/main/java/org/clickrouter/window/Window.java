package org.clickrouter.window;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * A stretch of time to ask the report for.
 *
 * @param from first second, epoch seconds
 * @param to   last second, inclusive
 * @param kind why it is asked for
 * @param tier what is done when this window is: a re-read tier, a backfill's slice; or null
 */
public record Window(long from, long to, Kind kind, String tier) {

    /** Why a window is asked for. */
    public enum Kind {
        /** the newest seconds: moves the progress */
        LIVE,
        /** seconds read before, for codes that came late */
        RE_READ,
        /** history, in slices behind live polling */
        BACKFILL
    }

    private static final DateTimeFormatter API = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    public Window {
        if (to < from) {
            throw new IllegalArgumentException("A window ends before it begins: " + from + " to " + to);
        }
    }

    /** @return how many seconds it covers beyond its first */
    public long seconds() {
        return to - from;
    }

    /**
     * Cuts the window in two that overlap by a second: whether the API counts a window's ends in is not documented.
     *
     * @return the halves, earlier first; empty when it covers one second and cannot be cut
     */
    public List<Window> halves() {
        if (seconds() <= 1) {
            return List.of();
        }
        long middle = from + seconds() / 2;
        return List.of(new Window(from, middle, kind, null), new Window(middle - (middle > from + 1 ? 1 : 0), to, kind, tier));
    }

    /** @return the first second as the API wants it (yyyyMMddHHmmss), in the operation's zone */
    public String fromText(ZoneId zone) {
        LocalDateTime first = local(from, zone);
        LocalDateTime afterBackStep = backStep(zone) == null ? first : backStep(zone).getDateTimeAfter();
        return API.format(afterBackStep.isBefore(first) ? afterBackStep : first);
    }

    /** @return the last second as the API wants it, in the operation's zone */
    public String toText(ZoneId zone) {
        LocalDateTime last = local(to, zone);
        LocalDateTime beforeBackStep = backStep(zone) == null ? last : backStep(zone).getDateTimeBefore();
        return API.format(beforeBackStep.isAfter(last) ? beforeBackStep : last);
    }

    /** Where clocks go back inside the window, one local hour comes twice: the text must span both. */
    private ZoneOffsetTransition backStep(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(from));
        return next != null && next.isOverlap() && next.toEpochSecond() <= to ? next : null;
    }

    private static LocalDateTime local(long second, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone);
    }

    @Override
    public String toString() {
        return Instant.ofEpochSecond(from).atOffset(ZoneOffset.UTC) + ".." + Instant.ofEpochSecond(to).atOffset(ZoneOffset.UTC)
            + " " + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
