package org.clickrouter.text;

/**
 * One cell of CSV (RFC 4180). A text that a spreadsheet would take for a formula begins with an apostrophe: what stands
 * there comes from outside.
 */
public final class CsvCell {

    private CsvCell() {}

    /** @param value its text is the cell; null: empty */
    public static String of(Object value) {
        String text = value == null ? "" : value.toString();
        boolean formula = !text.isEmpty() && "=+-@\t\r\n|".indexOf(text.charAt(0)) >= 0 && !text.matches("-?[0-9.]+");
        String safe = formula ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
