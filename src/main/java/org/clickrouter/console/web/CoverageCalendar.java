package org.clickrouter.console.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.clickrouter.console.chart.Calendar;
import org.clickrouter.console.view.CoverageDays;

/** Draws the days of an operation. */
public final class CoverageCalendar {

    private CoverageCalendar() {}

    public static String svg(CoverageDays.Operation operation, Visit visit) {
        List<Calendar.Day> days =
                operation.days().stream().map(CoverageCalendar::day).toList();
        return Calendar.svg(days, visit.say("nav.coverage") + " " + operation.name());
    }

    private static Calendar.Day day(CoverageDays.Day day) {
        String state = day.gap() ? "gap" : day.read() >= 1 ? "full" : day.read() > 0 ? "part" : "none";
        String sign =
                switch (state) {
                    case "gap" -> "!";
                    case "full" -> "#";
                    case "part" -> "+";
                    default -> ".";
                };
        return new Calendar.Day(
                LocalDate.parse(day.date()),
                state,
                sign,
                day.date() + ": " + String.format(Locale.ROOT, "%.0f %%", Math.floor(day.read() * 100)));
    }
}
