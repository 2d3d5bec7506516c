package org.clickrouter.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results as a table in Markdown. */
final class Table {

    private final String title;
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, String... head) {
        this.title = title;
        this.head = List.of(head);
    }

    /** Numbers become text: whole ones with thousands apart, others with two digits behind the point. */
    Table row(Object... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> cell instanceof Double d
                        ? String.format(Locale.ROOT, "%.2f", d)
                        : cell instanceof Number n
                                ? String.format(Locale.ROOT, "%,d", n.longValue())
                                : String.valueOf(cell))
                .toList());
        return this;
    }

    @Override
    public String toString() {
        return "\n### " + title + "\n\n" + line(head)
                + head.stream().map(h -> "---").collect(Collectors.joining(" | ", "| ", " |\n"))
                + rows.stream().map(Table::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** @return the middle one, or the mean of the two in the middle */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
