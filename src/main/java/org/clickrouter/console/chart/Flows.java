package org.clickrouter.console.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names on the left, names on the right, and a band between them as broad as what goes there. */
public final class Flows {

    private static final int ROW = 28;
    private static final int LEFT = 220;
    private static final int RIGHT = 460;
    private static final int WIDTH = 680;
    private static final int NAME = 26;

    private Flows() {}

    /**
     * One band.
     *
     * @param kind name of its colour: {@code sent}, {@code nowhere}, {@code failed}
     * @param label what it says when pointed at
     */
    public record Flow(String from, String to, long count, String kind, String label) {}

    /**
     * @param flows the most important first
     * @param label what a screen reader says of the whole
     */
    public static String svg(List<Flow> flows, String label) {
        if (flows.isEmpty()) {
            return "";
        }
        Map<String, Integer> left = new LinkedHashMap<>();
        Map<String, Integer> right = new LinkedHashMap<>();
        long most = 1;
        for (Flow flow : flows) {
            left.putIfAbsent(flow.from(), left.size());
            right.putIfAbsent(flow.to(), right.size());
            most = Math.max(most, flow.count());
        }
        StringBuilder svg =
                new StringBuilder(Svg.open(WIDTH, Math.max(left.size(), right.size()) * ROW, "flows", label));
        for (Flow flow : flows) {
            int from = middle(left.get(flow.from()));
            int to = middle(right.get(flow.to()));
            int half = (LEFT + RIGHT) / 2;
            svg.append("<path class=\"")
                    .append(Svg.text(flow.kind()))
                    .append("\" fill=\"none\" stroke-width=\"")
                    .append(Math.max(1, flow.count() * (ROW - 8) / most))
                    .append("\" d=\"M" + LEFT + " " + from + "C" + half + " " + from + " " + half + " " + to + " "
                            + RIGHT + " " + to)
                    .append("\"><title>")
                    .append(Svg.text(flow.label()))
                    .append("</title></path>");
        }
        left.forEach((name, row) -> name(svg, LEFT - 8, row, "end", name));
        right.forEach((name, row) -> name(svg, RIGHT + 8, row, "start", name));
        return svg.append("</svg>").toString();
    }

    private static int middle(int row) {
        return row * ROW + ROW / 2;
    }

    private static void name(StringBuilder svg, int x, int row, String anchor, String name) {
        boolean longer = name.codePointCount(0, name.length()) > NAME;
        String shown = longer ? name.substring(0, name.offsetByCodePoints(0, NAME - 1)) + "…" : name;
        svg.append("<text x=\"" + x + "\" y=\"" + (middle(row) + 5) + "\" text-anchor=\"" + anchor + "\">")
                .append(Svg.text(shown))
                .append("</text>");
    }
}
