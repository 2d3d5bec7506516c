package org.clickrouter.console.chart;

import java.time.LocalDate;
import java.util.List;

/** Days as squares, a week a column, Monday on top. Each state has a sign as well as a colour. */
public final class Calendar {

    private static final int SIDE = 18;

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
        StringBuilder svg = new StringBuilder(Svg.open(weeks * SIDE, 7 * SIDE, "calendar", label));
        for (Day day : days) {
            long index = day.date().toEpochDay() - monday.toEpochDay();
            long x = index / 7 * SIDE;
            long y = index % 7 * SIDE;
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
}
