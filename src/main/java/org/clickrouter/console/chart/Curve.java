package org.clickrouter.console.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A curve of shares, 0 to 100 per cent, with upright lines that mark places of its own. */
public final class Curve {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 160;
    private static final int LEFT = 44;
    private static final int BELOW = 22;
    private static final int ABOVE = 18;

    private Curve() {}

    /**
     * One point.
     *
     * @param x place from the left, of any unit
     * @param y share, 0 to 1
     * @param name below the axis
     * @param said when it is pointed at
     */
    public record Point(double x, double y, String name, String said) {}

    /** An upright line at a place. */
    public record Mark(double x, String said) {}

    /** @param points from left to right */
    public static String svg(List<Point> points, List<Mark> marks, String label) {
        double most = Stream.concat(
                        points.stream().map(Point::x), marks.stream().map(Mark::x))
                .mapToDouble(x -> x)
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder(Svg.open(LEFT + WIDTH + 20, ABOVE + HEIGHT + BELOW, "curve", label));
        for (int percent = 0; percent <= 100; percent += 50) {
            int y = y(percent / 100.0);
            svg.append("<path class=\"axis\" d=\"M" + LEFT + " " + y + "H" + (LEFT + WIDTH) + "\"/>")
                    .append(Svg.label(LEFT - 6, y + 4, "end", percent + " %"));
        }
        for (Mark mark : marks) {
            int x = x(mark.x, most);
            svg.append("<g class=\"mark\"><title>" + Svg.text(mark.said) + "</title><path d=\"M" + x + " " + ABOVE + "V"
                            + (ABOVE + HEIGHT) + "\"/>")
                    .append(Svg.label(x, ABOVE - 5, "middle", mark.said))
                    .append("</g>");
        }
        svg.append("<path class=\"line\" d=\"M")
                .append(points.stream()
                        .map(p -> String.format(Locale.ROOT, "%d %d", x(p.x, most), y(p.y)))
                        .collect(Collectors.joining("L")))
                .append("\"/>");
        for (Point point : points) {
            svg.append("<g><title>" + Svg.text(point.said) + "</title><circle r=\"4\" cx=\"" + x(point.x, most)
                            + "\" cy=\"" + y(point.y) + "\"/></g>")
                    .append(Svg.label(x(point.x, most), ABOVE + HEIGHT + BELOW - 5, "middle", point.name));
        }
        return svg.append("</svg>").toString();
    }

    private static int x(double place, double most) {
        return LEFT + (int) Math.round(Math.max(0, place) / most * WIDTH);
    }

    private static int y(double share) {
        return ABOVE + (int) Math.round((1 - share) * HEIGHT);
    }
}
