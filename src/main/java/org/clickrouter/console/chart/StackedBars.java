package org.clickrouter.console.chart;

import java.util.List;

/**
 * Columns of a time each, made of one part a series; the first series stands at the bottom. What the highest is stands
 * beside it.
 */
public final class StackedBars {

    private static final int HEIGHT = 160;
    private static final int WIDTH = 720;
    private static final int WIDEST = 40;
    private static final int TEXT = 16;
    private static final int AXIS = 48;

    private StackedBars() {}

    /**
     * One column.
     *
     * @param label what stands below it and is said of it
     * @param values one a series
     */
    public record Column(String label, List<Long> values) {}

    /**
     * @param series their names, for what is said of a part
     * @param styles one a series: names of colours
     */
    public static String svg(List<Column> columns, List<String> series, List<String> styles, String label) {
        if (columns.isEmpty()) {
            return "";
        }
        long most =
                Math.max(1, columns.stream().mapToLong(StackedBars::sum).max().orElse(1));
        int step = Math.max(2, Math.min(WIDEST, WIDTH / columns.size()));
        StringBuilder svg = new StringBuilder(
                Svg.open(AXIS + Math.max(WIDTH, step * columns.size()), HEIGHT + TEXT, "bars", label));
        svg.append(Svg.label(AXIS - 6, 11, "end", String.valueOf(most)))
                .append(Svg.label(AXIS - 6, HEIGHT, "end", "0"));
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            long below = 0;
            for (int s = 0; s < series.size(); s++) {
                long value = column.values().get(s);
                if (value > 0) {
                    long top = Math.round((double) (below + value) * HEIGHT / most);
                    long bottom = Math.round((double) below * HEIGHT / most);
                    svg.append("<g class=\"")
                            .append(Svg.text(styles.get(s)))
                            .append("\"><title>")
                            .append(Svg.text(column.label() + ", " + series.get(s) + ": " + value))
                            .append("</title>")
                            .append(Svg.rect(
                                    AXIS + i * step, HEIGHT - (int) top, Math.max(1, step - 1), (int) (top - bottom)))
                            .append("</g>");
                    below += value;
                }
            }
        }
        return svg.append(Svg.label(
                        AXIS, HEIGHT + TEXT - 4, "start", columns.get(0).label()))
                .append(Svg.label(
                        AXIS + step * columns.size(),
                        HEIGHT + TEXT - 4,
                        columns.size() * step < 160 ? "start" : "end",
                        columns.size() == 1
                                ? ""
                                : columns.get(columns.size() - 1).label()))
                .append("</svg>")
                .toString();
    }

    private static long sum(Column column) {
        return column.values().stream().mapToLong(v -> v).sum();
    }
}
