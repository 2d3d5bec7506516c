package org.clickrouter.console.chart;

import java.util.List;

/** Horizontal bars under one another, each with its name in front and its value behind: a funnel, or costs. */
public final class Bars {

    private static final int STEP = 26;
    private static final int NAMES = 220;
    private static final int LONGEST = 400;
    private static final int VALUES = 200;
    private static final int LETTERS = 30;

    private Bars() {}

    /**
     * One bar.
     *
     * @param said what stands behind it
     */
    public record Bar(String name, double value, String said) {}

    public static String svg(List<Bar> bars, String label) {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        StringBuilder svg =
                new StringBuilder(Svg.open(NAMES + LONGEST + VALUES, Math.max(1, bars.size()) * STEP, "bars", label));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int length = most <= 0 ? 1 : Math.max(1, (int) Math.round(bar.value() * LONGEST / most));
            String name = bar.name().length() > LETTERS ? bar.name().substring(0, LETTERS - 1) + "…" : bar.name();
            svg.append("<g class=\"s0\"><title>")
                    .append(Svg.text(bar.name() + ": " + bar.said()))
                    .append("</title>")
                    .append(Svg.label(0, i * STEP + 17, "start", name))
                    .append(Svg.rect(NAMES, i * STEP + 3, length, STEP - 6))
                    .append(Svg.label(NAMES + length + 6, i * STEP + 17, "start", bar.said()))
                    .append("</g>");
        }
        return svg.append("</svg>").toString();
    }
}
