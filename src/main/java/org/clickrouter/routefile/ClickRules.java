package org.clickrouter.routefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.clickrouter.routefile.RouteFile.Entry;

/** Steps before an outbox that Camel takes and that would lose or spoil clicks without a word. */
final class ClickRules {

    private static final Pattern CONDITION = Pattern.compile("(?s)(.*\\|)?\\s*select\\s*\\(.*");
    /** A field that is a text: no condition. */
    private static final Pattern TEXT_FIELD = Pattern.compile("\\s*\\.(cod_act|chat_id|source_id|date)\\s*");
    /** Headers that a click has already. */
    private static final Set<String> OF_THE_CLICK =
            Set.of("cod_act", "chat_id", "source_id", "date", "operation", "revision", "content-type");
    /** Steps that see every header without naming it. */
    private static final Set<String> SEES_ALL = Set.of("bean", "process", "script", "beanType", "method");

    private static final Set<String> WAITS = Set.of("aggregate", "resequence");
    private static final Set<String> EXPRESSION = Set.of("expression", "jq");
    /** Steps by which a header may come into a body. */
    private static final Pattern TEMPLATE = Pattern.compile("(mustache|language|kamelet|bean|class|direct):.*");

    private final List<String> mistakes = new ArrayList<>();

    private final OutboxesBehind behind;

    private ClickRules(OutboxesBehind behind) {
        this.behind = behind;
    }

    /** @return one line for each: file, line, step, and what to write instead */
    static List<String> mistakes(RouteFile file, OutboxesBehind behind) {
        ClickRules rules = new ClickRules(behind);
        List<Entry> route = new ArrayList<>();
        for (Entry entry : file.entries()) {
            if (entry.path().size() == 1) {
                rules.route(route);
                route.clear();
            }
            route.add(entry);
        }
        rules.route(route);
        return rules.mistakes;
    }

    private void route(List<Entry> route) {
        route.stream()
                .filter(entry ->
                        isCondition(entry) && TEXT_FIELD.matcher(entry.text()).matches())
                .forEach(entry -> mistakes.add(entry.place() + ": a condition must be true or false, and "
                        + entry.text().strip() + " is a text, which never counts as true: compare it, "
                        + entry.text().strip()
                        + " != \"\" for example"));
        route.stream()
                .filter(ClickRules::selects)
                .forEach(entry -> mistakes.add(entry.place()
                        + ": a condition must be true or false, and select(...) gives the record or nothing: write what stands"
                        + " in its brackets alone"));
        if (route.stream().anyMatch(ClickRules::takesFromOutbox)) {
            return;
        }
        List<Entry> outboxes = route.stream().filter(Entry::isOutbox).toList();
        gathered(outboxes);
        gathered(behind.among(route));
        if (!outboxes.isEmpty()) {
            mistakes.addAll(LeftAnswers.mistakes(route));
            headers(route);
        }
    }

    private void gathered(List<Entry> outboxes) {
        for (Entry outbox : outboxes) {
            if (outbox.path().stream().anyMatch(WAITS::contains)) {
                mistakes.add(outbox.place()
                        + ": a click that waits in an aggregate or resequence is stored before it reaches "
                        + outbox.text()
                        + ", and would go nowhere: let the destination collect (email.digest, sql.batch),"
                        + " or aggregate in its own route, behind the outbox");
            } else if (outbox.path().contains("split")) {
                mistakes.add(outbox.place() + ": one click goes to a destination once, so only the first part of the"
                        + " split would go to " + outbox.text() + ": make one body of the parts, by jq for example");
            }
        }
    }

    private static boolean selects(Entry entry) {
        return isCondition(entry) && CONDITION.matcher(entry.text()).matches();
    }

    /** Whether it is the jq of a filter or a branch. */
    private static boolean isCondition(Entry entry) {
        if (entry.text() == null || !entry.path().contains("jq") || !EXPRESSION.contains(entry.key())) {
            return false;
        }
        List<String> around = entry.path();
        int i = around.size() - 1;
        while (i > 0 && EXPRESSION.contains(around.get(i))) {
            i--;
        }
        return Set.of("filter", "when").contains(around.get(i));
    }

    private void headers(List<Entry> route) {
        for (Entry entry : route) {
            if (isHeader(entry)
                    && !OF_THE_CLICK.contains(entry.text().toLowerCase(Locale.ROOT))
                    // A step of Camel reads it.
                    && !entry.text().startsWith("Camel")
                    && route.stream().noneMatch(other -> uses(other, entry))) {
                mistakes.add(entry.place() + ": header " + entry.text() + " is not sent, since only the body goes"
                        + " through an outbox: name it in NAME.headers of the settings, or set it in the destination's"
                        + " own route");
            }
        }
    }

    private static boolean isHeader(Entry entry) {
        return entry.key().equals("name")
                && entry.text() != null
                && (entry.parent().equals("setHeader")
                        || entry.parent().equals("headers") && entry.path().contains("setHeaders"));
    }

    private static boolean uses(Entry other, Entry header) {
        return SEES_ALL.contains(other.key())
                || other != header
                        && other.text() != null
                        && (other.text().contains(header.text())
                                || LeftAnswers.isLookup(other)
                                || other.isCall()
                                        && TEMPLATE.matcher(other.text()).matches());
    }

    private static boolean takesFromOutbox(Entry entry) {
        return entry.text() != null
                && entry.text().startsWith("outbox:")
                && (entry.key().equals("from") || entry.parent().equals("from"));
    }
}
