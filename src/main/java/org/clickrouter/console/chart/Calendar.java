package org.clickrouter.console.chart;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Days as squares, a week a column, Monday on top. Each state has a sign as well as a colour. */
public final class Calendar {

    private static final int SIDE = 18;
    private static final int HEAD = 16;
    /** Of the name of a month, in weeks. */
    private static final int WIDTH = 3;

    private Calendar() {}

    /**
     * One square.
     *
     * @param state name of its colour: {@code full}, {@code part}, {@code none}, {@code gap}
     * @param sign one character that says the same without colour
     * @param label what it says when pointed at
     */
    public record Day(LocalDate date, String state, String sign, String label) {}

    /** @param days in order, without holes */
    public static String svg(List<Day> days, String label) {
        if (days.isEmpty()) {
            return "";
        }
        LocalDate monday =
                days.get(0).date().minusDays(days.get(0).date().getDayOfWeek().getValue() - 1L);
        int weeks = (int) (days.get(days.size() - 1).date().toEpochDay() - monday.toEpochDay()) / 7 + 1;
        StringBuilder svg =
                new StringBuilder(Svg.open(Math.max(weeks, WIDTH) * SIDE, HEAD + 7 * SIDE, "calendar", label));
        months(svg, monday, weeks);
        for (Day day : days) {
            long index = day.date().toEpochDay() - monday.toEpochDay();
            long x = index / 7 * SIDE;
            long y = HEAD + index % 7 * SIDE;
            svg.append("<g class=\"")
                    .append(Svg.text(day.state()))
                    .append("\"><title>")
                    .append(Svg.text(day.label()))
                    .append("</title><rect x=\"")
                    .append(x)
                    .append("\" y=\"")
                    .append(y)
                    .append("\" width=\"")
                    .append(SIDE - 2)
                    .append("\" height=\"")
                    .append(SIDE - 2)
                    .append("\"/><text x=\"")
                    .append(x + SIDE / 2 - 1)
                    .append("\" y=\"")
                    .append(y + SIDE - 6)
                    .append("\" text-anchor=\"middle\">")
                    .append(Svg.text(day.sign()))
                    .append("</text></g>");
        }
        return svg.append("</svg>").toString();
    }

    /** Above the week in which it begins; above the first week, where no other month comes too soon. */
    private static void months(StringBuilder svg, LocalDate monday, int weeks) {
        YearMonth before = null;
        for (int week = 0; week < weeks; week++) {
            YearMonth month = ofSunday(monday, week);
            boolean room = week > 0 || month.equals(ofSunday(monday, Math.min(WIDTH, weeks) - 1));
            if (!month.equals(before) && room) {
                svg.append("<text class=\"axis\" x=\"")
                        .append(week * SIDE)
                        .append("\" y=\"10\">")
                        .append(month)
                        .append("</text>");
            }
            before = month;
        }
    }

    private static YearMonth ofSunday(LocalDate monday, int week) {
        return YearMonth.from(monday.plusDays(week * 7L + 6));
    }
}
