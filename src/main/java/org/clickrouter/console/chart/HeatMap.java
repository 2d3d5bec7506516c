package org.clickrouter.console.chart;

import java.util.List;

/** A table of squares, each as dark as its value is large; the value is said of it as well. */
public final class HeatMap {

    private static final int SIDE = 24;
    private static final int TEXT = 90;
    private static final int SHADES = 5;

    private HeatMap() {}

    /**
     * One row.
     *
     * @param label in front of it
     * @param values one a column
     * @param said of each, when pointed at
     */
    public record Row(String label, List<Long> values, List<String> said) {}

    public static String svg(List<Row> rows, List<String> columns, String label) {
        long most = Math.max(
                1,
                rows.stream()
                        .flatMap(row -> row.values().stream())
                        .mapToLong(v -> v)
                        .max()
                        .orElse(1));
        StringBuilder svg =
                new StringBuilder(Svg.open(TEXT + columns.size() * SIDE, (rows.size() + 1) * SIDE, "heat", label));
        for (int c = 0; c < columns.size(); c++) {
            svg.append(Svg.label(TEXT + c * SIDE + SIDE / 2, SIDE - 8, "middle", columns.get(c)));
        }
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            svg.append(Svg.label(0, (r + 2) * SIDE - 8, "start", row.label()));
            for (int c = 0; c < columns.size(); c++) {
                long value = row.values().get(c);
                svg.append("<g class=\"h")
                        .append((value * SHADES + most - 1) / most)
                        .append("\"><title>")
                        .append(Svg.text(row.said().get(c)))
                        .append("</title>")
                        .append(Svg.rect(TEXT + c * SIDE, (r + 1) * SIDE, SIDE - 2, SIDE - 2))
                        .append("</g>");
            }
        }
        return svg.append("</svg>").toString();
    }
}
