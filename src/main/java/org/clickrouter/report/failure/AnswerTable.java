package org.clickrouter.report.failure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The one table from what the API said to what it means: the first row that matches counts. Source: WOLKVOX.md, "as it
 * behaves".
 */
public final class AnswerTable {
    /** Stands for a success number that came with an error text, or a code that is no known number. */
    public static final int UNKNOWN = -1;

    private static final String TOKEN = "(validate|enter|invalid|wrong|incorrect|unknown|expired|missing)\\b.*\\btoken"
            + "|\\btoken\\b.*\\b(invalid|wrong|incorrect|unknown|expired|missing|required)";

    private static final List<Row> ROWS = List.of(
            row(401, "", AnswerKind.REFUSED_TOKEN),
            row(403, "\\bsimultaneous", AnswerKind.SIMULTANEOUS),
            row(403, "\\blimits?\\b|\\bquota\\b", AnswerKind.DAILY_LIMIT),
            row(403, TOKEN, AnswerKind.REFUSED_TOKEN),
            row(403, "", AnswerKind.MAINTENANCE),
            // Word boundaries matter: "validate" ends in "date".
            row(404, "\\b(dates?|records?|fechas?|registros?)\\b", AnswerKind.EMPTY),
            row(404, "", AnswerKind.BAD_REQUEST),
            row(408, "", AnswerKind.TIMED_OUT),
            row(413, "", AnswerKind.TOO_LARGE),
            row(429, "", AnswerKind.SIMULTANEOUS),
            new Row(500, 599, Pattern.compile(""), AnswerKind.SERVER_TROUBLE),
            new Row(100, 499, Pattern.compile(""), AnswerKind.BAD_REQUEST),
            row(UNKNOWN, "\\bsimultaneous", AnswerKind.SIMULTANEOUS),
            row(UNKNOWN, "\\btoken limit exceeded", AnswerKind.DAILY_LIMIT),
            row(UNKNOWN, TOKEN, AnswerKind.REFUSED_TOKEN));

    private AnswerTable() {}

    /**
     * Tells the kind of a failure or an empty answer.
     *
     * @param number the HTTP status, or the {@code code} of the body where the status says success; {@link #UNKNOWN}
     *     for neither
     * @param message the body's {@code msg} and {@code error}; empty when the body is not JSON
     * @return the kind, never {@link AnswerKind#RECORDS}; what no row knows is {@link AnswerKind#BAD_REQUEST}, since
     *     that is loud
     */
    public static AnswerKind classify(int number, String message) {
        return ROWS.stream()
                .filter(row -> row.matches(number, message))
                .findFirst()
                .map(Row::kind)
                .orElse(AnswerKind.BAD_REQUEST);
    }

    private static Row row(int number, String message, AnswerKind kind) {
        return new Row(number, number, Pattern.compile(message, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), kind);
    }

    private record Row(int from, int to, Pattern message, AnswerKind kind) {
        boolean matches(int number, String text) {
            return number >= from && number <= to && message.matcher(text).find();
        }
    }
}
