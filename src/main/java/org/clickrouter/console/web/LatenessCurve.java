package org.clickrouter.console.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.clickrouter.console.chart.Curve;
import org.clickrouter.console.view.CoverageDays;
import org.clickrouter.text.Durations;

/** Draws which part of the codes came within which time, and how far back the re-reads look. */
public final class LatenessCurve {

    /** The lines of spans are as far apart as their orders of magnitude: an hour and a week must both be seen. */
    private static final double SHORTEST = Math.log(Duration.ofMinutes(30).toSeconds());

    private LatenessCurve() {}

    public static String svg(CoverageDays.Late late, Visit visit) {
        List<Curve.Point> points = late.within().entrySet().stream()
                .map(share -> new Curve.Point(
                        place(share.getKey()),
                        share.getValue(),
                        share.getKey(),
                        share.getKey() + ": " + percent(share.getValue())))
                .toList();
        List<Curve.Mark> marks = late.tiers().stream()
                .map(tier -> new Curve.Mark(place(tier.span()), visit.say("late.tier", tier.span(), tier.every())))
                .toList();
        return Curve.svg(points, marks, visit.say("late.title"));
    }

    private static double place(String span) {
        return Math.log(Durations.parse(span).toSeconds()) - SHORTEST;
    }

    /** @param share 0 to 1, or null */
    public static String percent(Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
