package org.clickrouter.routefile;

import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.clickrouter.routefile.RouteFile.Entry;

/** What Camel looks at with the first click alone: patterns inside of expressions, and the functions of jq. */
final class ExpressionRules {

    /** Keys that hold a text of Simple, in any form of the file. */
    private static final Set<String> SIMPLE = Set.of("simple", "log", "message", "expression");

    private static final Set<String> CONDITIONS =
            Set.of("filter", "when", "validate", "loopDoWhile", "onWhen", "completionPredicate");

    /** More digits than a double has, beside a comparison. */
    private static final Pattern LONG_NUMBER =
            Pattern.compile("(?:[=!<>]=|[<>])\\s*(-?\\d{16,})|(?<![\\w.\"])(\\d{16,})\\s*(?:[=!<>]=|[<>])");

    private static final Pattern REGEX = Pattern.compile("\\s!?regex\\s+(['\"])(.*?)\\1", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("\\s!?range\\s+(['\"])([^$]*?)\\1");
    /** As Camel takes one. */
    private static final Pattern FROM_TO = Pattern.compile("\\d+\\.\\.\\d+");

    private static final Pattern DATE = Pattern.compile("\\$\\{date:[^:}]+:([^}$]+)}");
    private static final Set<String> TAKE_PATTERNS =
            Set.of("test", "match", "capture", "scan", "split", "splits", "sub", "gsub");
    /** What somebody has bound himself, by name and number of arguments. */
    private static final Pattern OWN = Pattern.compile("\\w+/\\d");

    private static final String WHEN = ", which would show with the first click";

    private ExpressionRules() {}

    /** @return one line for each mistake: file, line, step, and what is wrong */
    static List<String> mistakes(RouteFile file) {
        boolean own = file.entries().stream()
                .anyMatch(e -> e.key().equals("name")
                        && e.text() != null
                        && OWN.matcher(e.text()).matches());
        List<String> mistakes = new ArrayList<>();
        for (Entry entry : file.entries()) {
            if (entry.text() == null || entry.text().contains("{{")) {
                continue;
            }
            boolean jq = entry.key().equals("jq")
                    || entry.key().equals("expression") && entry.parent().equals("jq");
            Optional<String> wrong = Optional.empty();
            if (jq) {
                wrong = jq(entry.text(), own);
            } else if (SIMPLE.contains(entry.key())) {
                wrong = entry.path().stream().anyMatch(CONDITIONS::contains)
                                && entry.path().contains("simple")
                        ? condition(entry.text()).or(() -> dates(entry.text()))
                        : dates(entry.text());
            }
            wrong.ifPresent(told -> mistakes.add(entry.place() + ": " + told + WHEN));
        }
        return mistakes;
    }

    private static Optional<String> jq(String text, boolean own) {
        Matcher compared = LONG_NUMBER.matcher(text);
        if (compared.find()) {
            String number = compared.group(1) != null ? compared.group(1) : compared.group(2);
            return Optional.of("jq compares numbers by their first 15 digits or so, which other ids share with "
                    + number + "; compare it as a text: (.source_id|tostring) == \"" + number + "\"");
        }
        for (JqNames.Call call : JqNames.of(text)) {
            if (!JqNames.isKnown(call) && !own) {
                return Optional.of(JqNames.arguments(call.name())
                        .map(n -> "jq's " + call.name() + " takes " + n + " arguments, separated by ;, and here it has "
                                + call.arguments())
                        .orElse("jq has no function " + call.name() + "; a field is written ." + call.name()
                                + ", a text \"" + call.name() + "\""));
            }
            boolean pattern = TAKE_PATTERNS.contains(call.name())
                    // With one argument it splits by a plain text.
                    && !(call.name().equals("split") && call.arguments() == 1);
            if (pattern && call.first() != null) {
                Optional<String> wrong = JqNames.pattern(call.first()).map(why -> noPattern(call.first(), why));
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> condition(String text) {
        Matcher regex = REGEX.matcher(text);
        while (regex.find()) {
            try {
                Pattern.compile(regex.group(2));
            } catch (PatternSyntaxException wrong) {
                return Optional.of(noPattern(regex.group(2), wrong.getDescription()));
            }
        }
        return ranges(text);
    }

    private static Optional<String> ranges(String text) {
        Matcher range = RANGE.matcher(text);
        while (range.find()) {
            if (!FROM_TO.matcher(range.group(2)).matches()) {
                return Optional.of("'" + range.group(2) + "' is no range: write two whole numbers, as in range '1..5'");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> dates(String text) {
        Matcher date = DATE.matcher(text);
        while (date.find()) {
            try {
                new SimpleDateFormat(date.group(1));
            } catch (IllegalArgumentException wrong) {
                return Optional.of("a date cannot be written as " + date.group(1) + " (" + wrong.getMessage() + ")");
            }
        }
        return Optional.empty();
    }

    private static String noPattern(String pattern, String why) {
        return "the pattern " + pattern + " is no regular expression (" + why + ")";
    }
}
