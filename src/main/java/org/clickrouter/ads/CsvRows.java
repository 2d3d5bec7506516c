package org.clickrouter.ads;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows of a CSV file (RFC 4180) whatever separates its cells: comma, semicolon or tab. */
record CsvRows(char separator, List<Row> rows) {

    /** @param line on which it begins */
    record Row(int line, List<String> cells) {
        String cell(int column) {
            return column < 0 || column >= cells.size() ? "" : cells.get(column).strip();
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

    static CsvRows of(String text) {
        String head = text.lines().findFirst().orElse("");
        char separator = ',';
        for (char c : new char[] {';', '\t'}) {
            if (head.chars().filter(h -> h == c).count()
                    > head.chars().filter(h -> h == ',').count()) {
                separator = c;
            }
        }
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begun = 1;
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
        return new CsvRows(separator, rows);
    }

    private static void add(List<Row> rows, int line, List<String> cells) {
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            rows.add(new Row(line, cells));
        }
    }
}
