package org.clickrouter.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides what to ask next: first the seconds not read yet, then those to read again for late codes.
 *
 * @param start how far back the first poll looks
 * @param safetyLag how far behind now a window ends: the API may still be writing the last seconds
 * @param tiers of re-reading
 */
public record WindowPlan(Duration start, Duration safetyLag, List<Tier> tiers) {

    /** The API's limit is 31 days; a day less leaves room for zones whose clocks change. */
    public static final long MAX_SPAN_SECONDS = Duration.ofDays(30).toSeconds();

    /** So that a slice is over before the next poll is due. */
    private static final long LONGEST_SLICE = Duration.ofDays(1).toSeconds();

    /**
     * The seconds not read yet.
     *
     * @param now epoch seconds
     * @param origin where the first poll began, or null before it
     * @param progress every second up to here has been read, or null
     * @param span how long a window may be, seconds
     * @return windows in the order in which to read them
     */
    public List<Window> live(long now, Long origin, Long progress, long span) {
        long end = now - safetyLag.toSeconds();
        List<Window> windows = new ArrayList<>();
        // Until a window has succeeded, the first poll's beginning stands: it must not move on with the clock while the
        // API is away.
        long first = Math.min(Math.min(now - start.toSeconds(), end), origin == null ? Long.MAX_VALUE : origin);
        long from = progress == null ? first : progress - 1;
        if (end >= from) {
            cut(from, end, span, Window.Kind.LIVE, null, windows);
        }
        return windows;
    }

    /**
     * The seconds to be read again for late codes. One that comes late, by a minute or after a week of standstill,
     * begins where it would have begun in time: else the seconds between would have had their last look too early.
     *
     * @param progress as it was before the live windows of now: what they read needs no second look
     * @param reRead when each tier was last read (epoch milliseconds), by its text
     * @return windows in the order in which to read them
     */
    public List<Window> reReads(long now, Long origin, Long progress, Map<String, Long> reRead, long span) {
        long end = now - safetyLag.toSeconds();
        List<Window> windows = new ArrayList<>();
        if (progress != null && origin != null) {
            List<Tier> due = tiers.stream().filter(t -> isDue(t, now, reRead)).toList();
            due.stream().max((a, b) -> a.span().compareTo(b.span())).ifPresent(widest -> {
                long back = Math.max(
                        origin,
                        due.stream()
                                .mapToLong(
                                        t -> wasDue(t, now, reRead) - t.span().toSeconds())
                                .min()
                                .orElse(now));
                long until = Math.min(progress, end);
                if (until > back) {
                    cut(back, until, span, Window.Kind.RE_READ, widest.toString(), windows);
                }
            });
        }
        return windows;
    }

    /**
     * The next slice of a backfill. One that meets the first poll's beginning ends there: on this side of it is
     * history, beyond it what live polling reads, too.
     *
     * @param next everything of the backfill before is read
     * @param origin where the first poll began, or null before it
     */
    public static Window slice(long first, long next, long last, Long origin, long span, String backfill) {
        long from = Math.max(first, next - 1);
        if (origin != null && from < origin && next >= origin) {
            from = origin;
        }
        long to = Math.min(last, next + Math.min(span, LONGEST_SLICE));
        return new Window(
                from, origin != null && from < origin ? Math.min(to, origin) : to, Window.Kind.BACKFILL, backfill);
    }

    /** @return the tiers that a re-read of this one makes needless for now: itself and the due ones inside it */
    public List<String> coveredBy(String tier, long now, Map<String, Long> reRead) {
        Duration span = tiers.stream()
                .filter(t -> t.toString().equals(tier))
                .findFirst()
                .map(Tier::span)
                .orElse(Duration.ZERO);
        return tiers.stream()
                .filter(t -> t.span().compareTo(span) <= 0 && isDue(t, now, reRead))
                .map(Tier::toString)
                .toList();
    }

    private static boolean isDue(Tier tier, long now, Map<String, Long> reRead) {
        Long last = reRead.get(tier.toString());
        // A time in the future: the clock was set back.
        return last == null || last / 1000 > now || last / 1000 + tier.every().toSeconds() <= now;
    }

    /** Epoch seconds; now where it was never read, or under a clock that ran ahead. */
    private static long wasDue(Tier tier, long now, Map<String, Long> reRead) {
        Long last = reRead.get(tier.toString());
        return last == null
                ? now
                : Math.min(now, Math.floorDiv(last, 1000L) + tier.every().toSeconds());
    }

    private static void cut(long from, long to, long span, Window.Kind kind, String tier, List<Window> into) {
        long step = Math.max(1, Math.min(span, MAX_SPAN_SECONDS));
        long start = from;
        while (to - start > step) {
            into.add(new Window(start, start + step, kind, null));
            start += step > 1 ? step - 1 : step;
        }
        into.add(new Window(start, to, kind, tier));
    }
}
