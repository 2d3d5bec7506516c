package org.clickrouter.cli.output;

import java.util.List;

/**
 * What {@code coverage} prints of one operation, as {@code --json} names it in docs/commands.md.
 *
 * @param zone in which its days and hours are
 * @param polled whether anything was ever read
 */
public record CoverageView(String operation, String zone, boolean polled, List<Day> days) {

    /**
     * @param day such as 2026-11-27
     * @param hours one sign an hour: # settled, + read, ! gap, . never read
     * @param clicks with dates of that day in the store
     * @param state proven, complete, settling, gap, differs or unread
     */
    public record Day(String day, String hours, long clicks, String state, List<Gap> gaps) {}

    /**
     * A stretch that could not be read whole.
     *
     * @param tries how often it was read again in vain
     * @param nextTry when it is read again, or null where it was not yet
     */
    public record Gap(String from, String to, String reason, int tries, String nextTry) {}
}
