package org.clickrouter.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** As if a comment could stand behind a value. */
    private static final Pattern COMMENT = Pattern.compile("\\s#\\s");

    private static final Pattern NEXT_HEADER = Pattern.compile(":[^;]*,\\s*[A-Za-z][A-Za-z0-9]*-?[A-Za-z0-9-]*:\\s");

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
            oneSided(key, text).ifPresent(rule -> problems.add(settings.problem(Severity.WARNING, key, rule)));
            if (key.endsWith(".codes") && text.startsWith("[") && text.endsWith("]")) {
                problems.add(settings.problem(
                        Severity.WARNING, key, "stands in brackets, which belong to the codes here: leave them out"));
            }
            if (COMMENT.matcher(text).find()) {
                problems.add(
                        settings.problem(
                                Severity.WARNING,
                                key,
                                "has a # inside, which begins no comment behind a value: it and what follows belong to the value"));
            }
            if (key.endsWith(".headers") && NEXT_HEADER.matcher(text).find()) {
                problems.add(settings.problem(
                        Severity.WARNING,
                        key,
                        "has a comma and what looks like another header inside a value: headers are separated by ;"));
            }
            if (settings.settingOf(key).isPresent() && escaped(settings, key, value)) {
                problems.add(
                        settings.problem(
                                Severity.WARNING,
                                key,
                                "has a tab or a line break inside, which \\t, \\n, \\r and \\f mean in a properties file: write \\\\ for a backslash"));
            }
            if (UNREPLACED.matcher(text).find()) {
                problems.add(settings.problem(
                        Severity.WARNING,
                        key,
                        "holds ${...}, which stays as it is: write {{env:NAME}} for a variable of the environment"));
            }
            String space = Invisible.spaceWithin(text);
            if (space != null) {
                problems.add(settings.problem(
                        Severity.WARNING,
                        key,
                        "has the space " + space
                                + " inside, which is not that of the keyboard: type it anew if nobody put it there"));
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

    /** A quote at one end that nothing closes or opens. */
    private static Optional<String> oneSided(String key, String text) {
        List<String> items = key.endsWith(".codes") ? Items.of(text) : List.of(text);
        return items.stream()
                .filter(item -> !quoted(text) && !quoted(item) && oneSided(item))
                .findFirst()
                .map(
                        item ->
                                "has a quote at one end alone, which belongs to the value here: leave it out if it is not meant");
    }

    private static boolean oneSided(String text) {
        for (int i = 0; i < QUOTES.length(); i += 2) {
            char opens = QUOTES.charAt(i);
            char closes = QUOTES.charAt(i + 1);
            if (text.length() > 1
                    && (text.charAt(0) == opens && text.indexOf(closes, 1) < 0
                            || text.charAt(text.length() - 1) == closes
                                    && text.lastIndexOf(opens, text.length() - 2) < 0)) {
                return true;
            }
        }
        return false;
    }

    /** What an escape made of a backslash; codes have their own rule, and the file tells it of a path. */
    private static boolean escaped(Settings settings, String key, Value value) {
        return !key.endsWith(".codes")
                && !value.origin().outsideTheFile()
                && value.text().chars().anyMatch(c -> "\t\n\r\f".indexOf(c) >= 0)
                && settings.layers().file().problems().stream()
                        .noneMatch(problem -> problem.key().equals(key));
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
