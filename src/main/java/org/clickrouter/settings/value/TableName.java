package org.clickrouter.settings.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table's name as a setting writes it: {@code leads}, {@code crm.leads}, {@code "Leads 2026"}, {@code crm.[a.b]}.
 *
 * @param parts the table, or the schema and the table
 */
public record TableName(List<Part> parts) {

    /** What it must be. */
    public static final String RULE =
            "must be the name of a table: letters, digits, _, $, - and blanks, if need be behind a schema and a point;"
                    + " a name with other characters stands in \"...\", `...` or [...]";

    private static final int LONGEST = 256;
    private static final String PLAIN = "[\\p{L}\\p{M}\\p{N}_$-](?:[\\p{L}\\p{M}\\p{N}_$ -]*[\\p{L}\\p{M}\\p{N}_$-])?";
    private static final Pattern PART = Pattern.compile(
            "\\s*(?:\"((?:[^\"]|\"\")+)\"|`((?:[^`]|``)+)`" + "|\\[((?:[^]]|]])+)]|(" + PLAIN + "))\\s*(\\.|$)");
    /** Those of the parameters and of the property functions; and no name has a line break. */
    private static final Pattern UNFIT = Pattern.compile("[?:#{}\\p{Cntrl}]");

    /**
     * A schema's or table's name.
     *
     * @param text without quotes
     * @param quoted whether it stood in quotes, so that it is meant to the letter
     */
    public record Part(String text, boolean quoted) {}

    /** Keeps its own copy. */
    public TableName {
        parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException with the rule that is broken */
    public static TableName parse(String value) {
        List<Part> parts = new ArrayList<>();
        Matcher part = PART.matcher(value);
        int at = 0;
        do {
            if (!part.find(at) || part.start() != at) {
                throw new IllegalArgumentException(RULE);
            }
            parts.add(part(part));
            at = part.end();
        } while (part.group(5).equals("."));
        if (at < value.length() || parts.size() > 2) {
            throw new IllegalArgumentException(RULE);
        }
        return new TableName(parts);
    }

    private static Part part(Matcher found) {
        String text = found.group(4) != null
                ? found.group(4)
                : found.group(1) != null
                        ? found.group(1).replace("\"\"", "\"")
                        : found.group(2) != null
                                ? found.group(2).replace("``", "`")
                                : found.group(3).replace("]]", "]");
        if (UNFIT.matcher(text).find() || text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "must be the name of a table with at most " + LONGEST + " characters, none of them ? : # { }");
        }
        return new Part(text, found.group(4) == null);
    }
}
