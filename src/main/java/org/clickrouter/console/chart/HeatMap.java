package org.clickrouter.console.chart;

import java.util.Arrays;
import java.util.List;

/**
 * A table of squares, each as dark as its value is high among the others, in fifths; the value is said of it as well.
 */
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
        long[] known = rows.stream()
                .flatMap(row -> row.values().stream())
                .mapToLong(v -> v)
                .filter(v -> v > 0)
                .sorted()
                .toArray();
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
                        .append(shade(value, known))
                        .append("\"><title>")
                        .append(Svg.text(row.said().get(c)))
                        .append("</title>")
                        .append(Svg.rect(TEXT + c * SIDE, (r + 1) * SIDE, SIDE - 2, SIDE - 2))
                        .append("</g>");
            }
        }
        return svg.append("</svg>").toString();
    }

    /** By its place among the others, not its part of the largest: one rush would make all else look alike. */
    private static int shade(long value, long[] sorted) {
        long upTo = Arrays.stream(sorted).filter(v -> v <= value).count();
        return value == 0 ? 0 : (int) ((upTo * SHADES + sorted.length - 1) / sorted.length);
    }
}
