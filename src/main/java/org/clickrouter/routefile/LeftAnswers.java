package org.clickrouter.routefile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.clickrouter.routefile.RouteFile.Entry;

/** Finds lookups whose answer is still the body where a route hands the click to an outbox. */
final class LeftAnswers {

    private static final Pattern LOOKUP = Pattern.compile("(https?|rest|sql|sql-stored|jdbc):.*");
    private static final Pattern MAKER = Pattern.compile("(mustache|language|bean|class|direct|kamelet):.*");
    /** Steps that decide themselves what the body is. */
    private static final Set<String> BODY =
            Set.of("setBody", "transform", "unmarshal", "marshal", "script", "convertBodyTo", "bean");
    /** Where the answer goes elsewhere, or somebody decides what becomes of it. */
    private static final Set<String> TAKEN = Set.of("variableReceive", "aggregationStrategy");

    private static final Set<String> FORKS = Set.of("choice", "doTry");

    /** A step with branches: each begins with what was there before it. */
    private record Fork(List<String> path, Entry before) {}

    private final List<String> mistakes = new ArrayList<>();
    private final Deque<Fork> forks = new ArrayDeque<>();
    /** The step whose answer is the body at this place, or null. */
    private Entry lookup;
    /** That of a branch that has ended, while others of the same step follow. */
    private Entry afterwards;
    /** The step that says where its answer goes before it says whom it asks. */
    private List<String> taken = List.of();

    private LeftAnswers() {}

    /** @param route the keys of one route, in the order of the file */
    static List<String> mistakes(List<Entry> route) {
        LeftAnswers answers = new LeftAnswers();
        route.forEach(answers::see);
        return answers.mistakes;
    }

    static boolean isLookup(Entry entry) {
        return entry.isCall() && LOOKUP.matcher(entry.text()).matches();
    }

    private void see(Entry entry) {
        leave(entry);
        if (entry.parent().equals("steps")) {
            taken = List.of();
        }
        if (FORKS.contains(entry.key())) {
            forks.push(new Fork(entry.path(), lookup));
        } else if (!forks.isEmpty() && entry.key().equals("steps") && isBranch(entry)) {
            afterwards = lookup != forks.peek().before && lookup != null ? lookup : afterwards;
            lookup = forks.peek().before;
        } else if (TAKEN.contains(entry.key())) {
            lookup = isInLookup(entry) ? null : lookup;
            taken = entry.path().subList(0, entry.path().size() - 1);
        } else if (BODY.contains(entry.key())
                || entry.isCall() && MAKER.matcher(entry.text()).matches()) {
            lookup = null;
        } else if (isLookup(entry) || Set.of("enrich", "pollEnrich").contains(entry.key())) {
            lookup = entry.path().subList(0, entry.path().size() - 1).equals(taken) ? lookup : entry;
        } else if (entry.isOutbox() && lookup != null) {
            mistakes.add(entry.place() + ": " + entry.text() + " would be sent the answer of the step in line "
                    + lookup.place().line()
                    + ": put setBody with simple ${exchangeProperty.record} between them, or make"
                    + " a body of the answer; better, ask behind the outbox (docs/lookups.md)");
            lookup = null;
        }
    }

    private void leave(Entry entry) {
        while (!forks.isEmpty() && !isInside(entry, forks.peek().path)) {
            forks.pop();
            lookup = lookup == null ? afterwards : lookup;
            afterwards = null;
        }
    }

    private static boolean isInside(Entry entry, List<String> fork) {
        return entry.path().size() > fork.size()
                && entry.path().subList(0, fork.size()).equals(fork);
    }

    private boolean isBranch(Entry steps) {
        List<String> fork = forks.peek().path;
        int inside = steps.path().size() - fork.size();
        return inside == 1 || inside == 2 && !steps.parent().equals("steps");
    }

    private boolean isInLookup(Entry entry) {
        return lookup != null
                && entry.path().size() > 1
                && (entry.parent().equals(lookup.key()) || entry.parent().equals(lookup.parent()));
    }
}
