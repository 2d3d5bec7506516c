package org.clickrouter.destination.mail;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clicks of a digest over time, stacked by code, as SVG. It has no text of its own: a mail program that shows no
 * SVG leaves nothing behind, and the words around it stand in the template.
 *
 * @param svg empty where no click has a date, or they are years apart
 * @param from the first column, such as {@code 2026-03-10 09:00}
 * @param to the last column
 * @param codes in the order of the parts, from the bottom
 */
record DigestPicture(String svg, String from, String to, List<Code> codes) {

    /** One code; those behind the sixth share a colour. */
    record Code(String code, String colour, int clicks) {}

    private static final List<String> COLOURS =
            List.of("#0b57d0", "#1a7f37", "#bf8700", "#8250df", "#b3261e", "#0e8a94");
    private static final String OTHERS = "#8c959f";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int HEIGHT = 100;
    private static final int WIDTH = 480;
    private static final int WIDEST = 24;
    private static final int HOURS = 48;

    /** A click's date as the report has it, and its code. */
    record Mark(String date, String code) {}

    static DigestPicture of(List<Mark> clicks) {
        Map<String, Integer> byCode = new TreeMap<>();
        clicks.forEach(click -> byCode.merge(click.code(), 1, Integer::sum));
        List<String> order = byCode.keySet().stream()
                .sorted(Comparator.comparing((String code) -> byCode.get(code)).reversed())
                .toList();
        List<Code> codes = order.stream()
                .map(code -> new Code(code, colour(order.indexOf(code)), byCode.get(code)))
                .toList();
        TreeMap<LocalDateTime, int[]> columns = columns(clicks, order);
        if (columns.isEmpty() || columns.size() > WIDTH) {
            return new DigestPicture("", "", "", codes);
        }
        return new DigestPicture(svg(columns, codes), text(columns.firstKey()), text(columns.lastKey()), codes);
    }

    private static String colour(int at) {
        return at < COLOURS.size() ? COLOURS.get(at) : OTHERS;
    }

    private static String text(LocalDateTime column) {
        return column.toString().replace('T', ' ');
    }

    /** By hour up to two days, else by day; one without clicks is there as well. */
    private static TreeMap<LocalDateTime, int[]> columns(List<Mark> clicks, List<String> order) {
        TreeMap<LocalDateTime, int[]> exact = new TreeMap<>();
        List<Map.Entry<LocalDateTime, String>> dated = new ArrayList<>();
        for (Mark click : clicks) {
            try {
                dated.add(Map.entry(LocalDateTime.parse(click.date().strip(), DATE), click.code()));
            } catch (DateTimeException none) {
                // Counted by its code, and at no time.
            }
        }
        if (dated.isEmpty()) {
            return exact;
        }
        LocalDateTime first = dated.stream()
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        LocalDateTime last = dated.stream()
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        ChronoUnit unit = first.until(last, ChronoUnit.HOURS) < HOURS ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        for (LocalDateTime at = first.truncatedTo(unit);
                !at.isAfter(last) && exact.size() <= WIDTH;
                at = at.plus(1, unit)) {
            exact.put(at, new int[order.size()]);
        }
        dated.forEach(click -> exact.getOrDefault(click.getKey().truncatedTo(unit), new int[order.size()])[
                order.indexOf(click.getValue())]++);
        return exact;
    }

    private static String svg(TreeMap<LocalDateTime, int[]> columns, List<Code> codes) {
        int most = columns.values().stream().mapToInt(DigestPicture::sum).max().orElse(1);
        int step = Math.max(1, Math.min(WIDEST, WIDTH / columns.size()));
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\""
                + step * columns.size() + "\" height=\"" + HEIGHT + "\">");
        int x = 0;
        for (int[] parts : columns.values()) {
            int below = 0;
            for (int code = 0; code < parts.length; code++) {
                int bottom = Math.round((float) below * HEIGHT / most);
                below += parts[code];
                int top = Math.round((float) below * HEIGHT / most);
                if (parts[code] > 0) {
                    svg.append("<rect x=\"" + x + "\" y=\"" + (HEIGHT - top) + "\" width=\"" + Math.max(1, step - 1)
                            + "\" height=\"" + (top - bottom) + "\" fill=\""
                            + codes.get(code).colour() + "\"/>");
                }
            }
            x += step;
        }
        return svg.append("</svg>").toString();
    }

    private static int sum(int[] parts) {
        int sum = 0;
        for (int part : parts) {
            sum += part;
        }
        return sum;
    }
}
