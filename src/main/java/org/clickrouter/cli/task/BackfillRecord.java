package org.clickrouter.cli.task;

import java.util.List;

/**
 * The days that are read, or would be.
 *
 * @param ordered whether anything is read now
 */
public record BackfillRecord(boolean dryRun, boolean ordered, List<Line> operations) {

    /**
     * Of one operation. What only the store knows is null where nothing was ordered.
     *
     * @param from the first day
     * @param to the last day
     * @param routed whether the clicks go through the routing file; else they are only stored
     * @param requests at least so many are needed
     * @param leftToday so many may be made today beside live polling
     * @param readUpTo everything before is read
     * @param share of it that was read, 0 to 1
     * @param finished when, or null
     */
    public record Line(
            String operation,
            String from,
            String to,
            boolean routed,
            long requests,
            Long leftToday,
            String readUpTo,
            Double share,
            Long records,
            String finished) {}
}
