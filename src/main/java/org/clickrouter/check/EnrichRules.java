package org.clickrouter.check;

import java.util.ArrayList;
import java.util.List;
import org.clickrouter.destination.Rules;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;

/** Whether contacts that are asked for go anywhere, and come from anywhere. */
final class EnrichRules {

    private static final String ENDING = ".enrich";

    private EnrichRules() {}

    static List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        List<String> reports = settings.keys().stream()
                .filter(key -> key.startsWith("wolkvox.") && key.endsWith(ENDING))
                .filter(key -> settings.raw(key).equalsIgnoreCase("chat_1"))
                .toList();
        List<String> destinations = settings.keys().stream()
                .filter(key -> key.endsWith(ENDING) && !key.startsWith("wolkvox."))
                .filter(key -> settings.raw(key).equalsIgnoreCase("true"))
                .toList();
        if (destinations.isEmpty()) {
            reports.forEach(key -> problems.add(settings.problem(
                    Severity.WARNING, key, "asks for nothing, because no destination has NAME.enrich=true")));
        } else if (reports.isEmpty()) {
            destinations.forEach(key -> problems.add(
                    settings.problem(Severity.WARNING, key, "gets no contacts, because wolkvox.enrich is off")));
        } else if (destinations.contains("sql" + ENDING)) {
            problems.add(settings.problem(
                    Severity.WARNING,
                    "sql" + ENDING,
                    "writes people's data into the table, where neither enrich.retention nor click-router forget"
                            + " deletes it"));
        }
        timeout(settings, problems, !reports.isEmpty());
        return problems;
    }

    private static void timeout(Settings settings, List<Problem> problems, boolean asks) {
        if (asks
                && new Rules(settings).good("enrich.timeout", "poll.period")
                && settings.duration("enrich.timeout")
                                .compareTo(settings.duration("poll.period").dividedBy(2))
                        > 0) {
            problems.add(settings.problem(
                    Severity.WARNING,
                    "enrich.timeout",
                    "is longer than half of poll.period: a poll may have to wait for such a call"));
        }
    }
}
