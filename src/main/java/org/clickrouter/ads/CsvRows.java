package org.clickrouter.ads;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows of a CSV file (RFC 4180) whatever separates its cells: comma, semicolon or tab.
 *
 * @param unclosed the line of a quote that is opened and never closed; 0: there is none
 */
record CsvRows(char separator, List<Row> rows, int unclosed) {

    /** The heading stands in these rows. */
    private static final int TITLES = 20;
    /** What Excel writes first. */
    private static final Pattern TOLD = Pattern.compile("^sep=(.)\\R");

    /** @param line on which it begins */
    record Row(int line, List<String> cells) {
        String cell(int column) {
            return column < 0 || column >= cells.size()
                    ? ""
                    : cells.get(column).replace('\u00A0', ' ').strip();
        }
    }

    /** UTF-8, or UTF-16 with a byte order mark; bytes that are neither are taken for ISO-8859-1, as Excel writes. */
    static String text(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    /**
     * @param heading whether a row is the heading; rows before it, such as a title, are left out
     * @return with the separator by which there is a heading; all rows where there is none by any
     */
    static CsvRows of(String text, Predicate<Row> heading) {
        Matcher told = TOLD.matcher(text);
        if (told.find()) {
            return split(text, told.group(1).charAt(0)).from(heading);
        }
        return Stream.of(',', ';', '\t')
                .sorted(Comparator.comparing(c -> -text.lines()
                        .limit(TITLES)
                        .flatMapToInt(String::chars)
                        .filter(h -> h == c)
                        .count()))
                .map(separator -> split(text, separator))
                .filter(csv -> csv.rows.stream().limit(TITLES).anyMatch(heading))
                .findFirst()
                .map(csv -> csv.from(heading))
                .orElseGet(() -> split(text, ','));
    }

    private CsvRows from(Predicate<Row> heading) {
        for (int i = 0; i < Math.min(TITLES, rows.size()); i++) {
            if (heading.test(rows.get(i))) {
                return new CsvRows(separator, rows.subList(i, rows.size()), unclosed);
            }
        }
        return this;
    }

    private static CsvRows split(String text, char separator) {
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begun = 1;
        int opened = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line += c == '\n' ? 1 : 0;
            if (quoted) {
                boolean end = c == '"' && (i + 1 == text.length() || text.charAt(i + 1) != '"');
                quoted = !end;
                i += c == '"' && !end ? 1 : 0;
                cell.append(end ? "" : c);
            } else if (c == '"' && cell.toString().isBlank()) {
                quoted = true;
                opened = line;
                cell.setLength(0);
            } else if (c == separator || c == '\n') {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    add(rows, begun, cells);
                    cells = new ArrayList<>();
                    begun = line;
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        add(rows, begun, cells);
        return new CsvRows(separator, rows, quoted ? opened : 0);
    }

    private static void add(List<Row> rows, int line, List<String> cells) {
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            rows.add(new Row(line, cells));
        }
    }
}
