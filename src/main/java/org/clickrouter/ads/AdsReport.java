package org.clickrouter.ads;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The figures of some days, as the page shows them and {@code ads --json} prints them.
 *
 * @param by of the lines
 * @param operation its name, or empty for all
 * @param total of all lines; a chat counts once a day
 * @param lines those that sold most first; hours, weekdays and days in their order
 * @param codes every code that came, the most frequent first, also those that codes.yaml does not know
 * @param days clicks by day and group of codes
 * @param export how ads.csv fits
 * @param week clicks and won clicks by day of the week, Monday first, and hour
 */
public record AdsReport(
        String from,
        String to,
        String by,
        String operation,
        Line total,
        List<Line> lines,
        List<Code> codes,
        List<Day> days,
        List<Hour> week,
        Export export) {

    /**
     * One ad, or one of what else the report is by.
     *
     * @param name as the API has it; empty for none
     * @param label as people know it
     * @param chats different chats of each day
     * @param agents clicks with an agent
     * @param coded clicks with a code
     * @param won clicks with a code that counts as won
     * @param value of all codes, as codes.yaml has it
     * @param codedShare of the clicks
     * @param wonShare of the clicks
     * @param codes clicks by code; empty for none
     * @param delays codes first seen within 1h, 6h, 24h, 48h, 7d of the click, and later
     * @param halfCodedWithin the shortest of these within which half of the codes came; null where nothing is known
     * @param lastClick the last day with a click
     * @param cost null where ads.csv says nothing of it
     * @param state {@code silent}: no click in the last 3 days (of hours, weekdays and days never); {@code no-codes}:
     *     10 clicks or more and no code; else {@code ok}
     */
    public record Line(
            String name,
            String label,
            long clicks,
            long chats,
            long agents,
            long coded,
            long won,
            BigDecimal value,
            Share codedShare,
            Share wonShare,
            Map<String, Long> codes,
            Map<String, Long> delays,
            String halfCodedWithin,
            String firstClick,
            String lastClick,
            String state,
            Cost cost) {}

    /**
     * What it cost, as ads.csv says.
     *
     * @param perClick and the next: null where there was none
     * @param perWon what a sale costs
     * @param returned value of what was won, divided by what was spent; null without values
     */
    public record Cost(
            BigDecimal spent, BigDecimal perClick, BigDecimal perCoded, BigDecimal perWon, BigDecimal returned) {}

    /**
     * How ads.csv fits the clicks.
     *
     * @param there whether there is such a file
     * @param currency as its heading names it; empty where it does not
     * @param undated whether amounts without a day are among them, which count in every report
     * @param withoutEntry ads with clicks that the file does not name
     * @param withoutClicks ads of the file without clicks in these days, on which was spent
     * @param problems rows that were not understood: file, line, why
     */
    public record Export(
            boolean there,
            String currency,
            boolean undated,
            List<String> withoutEntry,
            List<String> withoutClicks,
            List<String> problems) {}

    /**
     * A code that came.
     *
     * @param code empty for none
     * @param known whether codes.yaml has it
     */
    public record Code(String code, String label, String group, boolean known, boolean won, long clicks) {}

    /** @param groups clicks by group of codes */
    public record Day(String day, Map<String, Long> groups) {}

    /**
     * @param weekday 0 Monday to 6 Sunday
     * @param hour 0 to 23
     */
    public record Hour(int weekday, int hour, long clicks, long won) {}
}
