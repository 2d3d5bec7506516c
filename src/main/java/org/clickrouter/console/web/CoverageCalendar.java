package org.clickrouter.console.web;

import java.time.LocalDate;
import java.util.List;
import org.clickrouter.console.chart.Calendar;
import org.clickrouter.console.view.CoverageDays;

/** Draws the days of an operation. */
public final class CoverageCalendar {

    private CoverageCalendar() {}

    public static String svg(CoverageDays.Operation operation, Visit visit) {
        List<Calendar.Day> days =
                operation.days().stream().map(day -> day(day, visit)).toList();
        return Calendar.svg(days, visit.say("nav.coverage") + " " + operation.operation());
    }

    private static Calendar.Day day(CoverageDays.Day day, Visit visit) {
        String label = day.day() + ": " + visit.say("day." + day.state()) + ", " + visit.say("day.clicks", day.clicks())
                + ", " + day.hours();
        return switch (day.state()) {
            case "proven" -> square(day, "full", "✓", label);
            case "complete" -> square(day, "full", "#", label);
            case "partial", "settling" -> square(day, "part", "+", label);
            case "gap" -> square(day, "gap", "!", label);
            case "differs" -> square(day, "gap", "≠", label);
            default -> square(day, "none", ".", label);
        };
    }

    private static Calendar.Day square(CoverageDays.Day day, String colour, String sign, String label) {
        return new Calendar.Day(LocalDate.parse(day.day()), colour, sign, label);
    }
}
