package org.clickrouter.store.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is missing from the ledger of reading. */
public final class Holes {

    /** Seconds, the last one inclusive. */
    public record Hole(long from, long to) {}

    private Holes() {}

    /**
     * Seconds that reading has passed without a look at them, and that are no named gap: such as those between two
     * reads after a long standstill with another {@code poll.start}, or of a history that was read in parts.
     *
     * @param read of a time, in order
     * @param named gaps of it, in order
     * @param from first second; what lies before the first read counts from where reading began only
     * @param to last second, inclusive
     */
    public static List<Hole> of(
            List<Coverage.Stretch> read, List<Gaps.Gap> named, OperationState state, long from, long to) {
        if (read.isEmpty() || state.originSecond() == null || state.progressSecond() == null) {
            return List.of();
        }
        List<Hole> known = Stream.concat(
                        read.stream().map(stretch -> new Hole(stretch.from(), stretch.to())),
                        named.stream().map(gap -> new Hole(gap.from(), gap.to())))
                .sorted(Comparator.comparingLong(Hole::from))
                .toList();
        List<Hole> holes = new ArrayList<>();
        long next = Math.max(from, Math.min(state.originSecond(), known.get(0).from()));
        long end = Math.min(to, state.progressSecond());
        for (Hole one : known) {
            if (one.from > next && next <= end) {
                holes.add(new Hole(next, Math.min(end, one.from - 1)));
            }
            next = Math.max(next, one.to + 1);
        }
        if (next <= end) {
            holes.add(new Hole(next, end));
        }
        return holes;
    }
}
