package org.clickrouter.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.value.Items;
import org.clickrouter.text.Invisible;

/** Values that are right by their rules and still are hardly what was meant. */
public final class ValueLooks {

    private static final String QUOTES = "\"\"''``\u201c\u201d\u201e\u201c\u2018\u2019\u00ab\u00bb";

    /** The last ones: commas and semicolons of Chinese, Japanese and Arabic keyboards. */
    private static final String SEPARATORS = ";|\t\n\r\uff0c\u3001\uff1b\u060c\u061b";

    /** What other products replace: here only {@code ${env:NAME}} and the braces of Camel are. */
    private static final Pattern UNREPLACED = Pattern.compile("\\$\\{(?!env:)[\\w.:-]*}");

    private ValueLooks() {}

    /** @return warnings, and an error for a list with the wrong separator; without any secret */
    public static List<Problem> in(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        for (String key : settings.keys()) {
            Value value = settings.value(key);
            if (value.isDefault() || value.failure() != null) {
                continue;
            }
            String text = value.text();
            if (quoted(text) && !key.equals("sql.table")
                    || key.endsWith(".codes") && Items.of(text).stream().anyMatch(ValueLooks::quoted)) {
                problems.add(settings.problem(
                        Severity.WARNING, key, "stands in quotes, which belong to the value here: leave them out"));
            }
            if (key.endsWith(".codes")
                    && Items.of(text).stream()
                            .anyMatch(item -> item.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0))) {
                problems.add(settings.problem(
                        Severity.ERROR,
                        key,
                        "has one code with ; | a line break or a foreign comma inside: separate codes by commas, as in VENTA, 002. If a code"
                                + " really has such a character, ask for it in the routing file"));
            }
            if (UNREPLACED.matcher(text).find()) {
                problems.add(settings.problem(
                        Severity.WARNING,
                        key,
                        "holds ${...}, which stays as it is: write {{env:NAME}} for a variable of the environment"));
            }
            String invisible = Invisible.within(text);
            if (invisible != null) {
                problems.add(settings.problem(
                        Severity.WARNING,
                        key,
                        "has the invisible character " + invisible + " inside: type it anew if nobody put it there"));
            }
        }
        return problems;
    }

    private static boolean quoted(String text) {
        if (text.length() < 2) {
            return false;
        }
        for (int i = 0; i < QUOTES.length(); i += 2) {
            if (text.charAt(0) == QUOTES.charAt(i) && text.charAt(text.length() - 1) == QUOTES.charAt(i + 1)) {
                return true;
            }
        }
        return false;
    }
}
