package org.clickrouter.console.chart;

import java.util.List;

/** A row of small bars without axes: the course of a day at a glance. */
public final class Sparkline {

    private static final int WIDTH = 6;
    private static final int HEIGHT = 24;

    private Sparkline() {}

    /**
     * @param values the oldest first
     * @param label what a screen reader says of it
     * @return an SVG element; its colour is that of the text
     */
    public static String svg(List<Integer> values, String label) {
        int most = Math.max(1, values.stream().mapToInt(v -> v).max().orElse(1));
        StringBuilder svg = new StringBuilder(Svg.open(values.size() * WIDTH, HEIGHT, "spark", label));
        for (int i = 0; i < values.size(); i++) {
            int height = values.get(i) == 0 ? 1 : Math.max(2, values.get(i) * HEIGHT / most);
            svg.append("<rect x=\"")
                    .append(i * WIDTH)
                    .append("\" y=\"")
                    .append(HEIGHT - height)
                    .append("\" width=\"")
                    .append(WIDTH - 1)
                    .append("\" height=\"")
                    .append(height)
                    .append("\"/>");
        }
        return svg.append("</svg>").toString();
    }
}
