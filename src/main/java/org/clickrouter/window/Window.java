package org.clickrouter.window;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time to ask the report for.
 *
 * @param from first second, epoch seconds
 * @param to last second, inclusive
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
        BACKFILL,
        /** seconds that could not be read before */
        GAP,
        /** a few seconds that tell whether the API answers at all */
        PROBE
    }

    private static final DateTimeFormatter API = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    public Window {
        if (to < from) {
            throw new IllegalArgumentException("A window ends before it begins: " + from + " to " + to);
        }
    }

    /** @return how many seconds it covers, both ends included */
    public long seconds() {
        return to - from + 1;
    }

    /**
     * Cuts the window in two that overlap by a second: whether the API counts a window's ends in is not documented.
     *
     * @return the halves, earlier first; empty when it covers two seconds or one and cannot be cut
     */
    public List<Window> halves() {
        if (seconds() <= 2) {
            return List.of();
        }
        long middle = from + (to - from) / 2;
        return List.of(
                new Window(from, middle, kind, null), new Window(middle - (middle > from + 1 ? 1 : 0), to, kind, tier));
    }

    /**
     * Cuts the window in parts that share their ends.
     *
     * @param most how many parts at most
     * @return the parts, the earliest first; empty when it covers two seconds or one and cannot be cut
     */
    public List<Window> parts(int most) {
        List<Window> parts = new ArrayList<>();
        if (seconds() <= 2) {
            return parts;
        }
        long step = (to - from + most - 1) / most;
        for (long start = from; start < to; start += step) {
            long end = Math.min(to, start + step);
            parts.add(new Window(start, end, kind, end == to ? tier : null));
        }
        return parts;
    }

    /**
     * Leaves out a stretch that cannot be read. A single second is left out for certain. Of more it is not known
     * whether the API counts a window's ends in, so the windows around it share its ends.
     *
     * @return what is left, in order; the last part finishes the tier
     */
    public List<Window> without(long first, long last) {
        if (first > to || last < from) {
            return List.of(this);
        }
        long before = first == last ? first - 1 : first;
        long behind = first == last ? last + 1 : last;
        List<Window> left = new ArrayList<>();
        if (from < first) {
            left.add(new Window(from, before, kind, behind > to || last >= to ? tier : null));
        }
        if (to > last) {
            left.add(new Window(behind, to, kind, tier));
        }
        return left;
    }

    /** @return the first second as the API wants it (yyyyMMddHHmmss), in the operation's zone */
    public String fromText(ZoneId zone) {
        LocalDateTime first = local(from, zone);
        for (ZoneOffsetTransition step : backSteps(zone)) {
            first = step.getDateTimeAfter().isBefore(first) ? step.getDateTimeAfter() : first;
        }
        return API.format(first);
    }

    /** @return the last second as the API wants it, in the operation's zone */
    public String toText(ZoneId zone) {
        LocalDateTime last = local(to, zone);
        for (ZoneOffsetTransition step : backSteps(zone)) {
            last = step.getDateTimeBefore().isAfter(last) ? step.getDateTimeBefore() : last;
        }
        return API.format(last);
    }

    /** Where clocks go back inside the window, one local hour comes twice: the text must span both. */
    private List<ZoneOffsetTransition> backSteps(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffsetTransition> steps = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(from));
        while (next != null && next.toEpochSecond() <= to) {
            if (next.isOverlap()) {
                steps.add(next);
            }
            next = rules.nextTransition(next.getInstant());
        }
        return steps;
    }

    private static LocalDateTime local(long second, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone);
    }

    /** As the log tells it: first and last second in a zone, with its offset, and the kind. */
    public String text(ZoneId zone) {
        return shown(from, zone) + ".." + shown(to, zone) + " "
                + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static String shown(long second, ZoneId zone) {
        return SHOWN.format(Instant.ofEpochSecond(second).atZone(zone));
    }

    @Override
    public String toString() {
        return text(ZoneOffset.UTC);
    }
}
