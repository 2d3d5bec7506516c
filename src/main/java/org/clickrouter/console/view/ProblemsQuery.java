package org.clickrouter.console.view;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.clickrouter.observe.OutboxRoutes;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.operator.DoctorFindings;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.store.reports.Trouble;
import org.clickrouter.store.reports.Troubles;

/** What is wrong, from the list that {@code status}, health and metrics have, too, and what somebody has paused. */
final class ProblemsQuery {

    /** They hold up nothing, or are tried again by themselves. */
    private static final Set<Trouble.Kind> WARNINGS =
            EnumSet.of(Trouble.Kind.FAILING, Trouble.Kind.GAPS, Trouble.Kind.QUARANTINE);

    private final Database database;
    private final OutboxRoutes routes;
    private final Clock clock;

    ProblemsQuery(Database database, OutboxRoutes routes, Clock clock) {
        this.database = database;
        this.routes = routes;
        this.clock = clock;
    }

    /** The worst first; empty when all is well. */
    List<Overview.Problem> all() {
        List<Overview.Problem> problems = new ArrayList<>();
        for (Trouble trouble : new Troubles(database, clock).all(new TreeSet<>(routes.consumed()))) {
            problems.add(new Overview.Problem(
                    WARNINGS.contains(trouble.kind()) ? "warning" : "error",
                    trouble.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    trouble.subject(),
                    trouble.count(),
                    trouble.since(),
                    trouble.reason()));
        }
        Set<String> named = new TreeSet<>();
        new Instances(database, clock)
                .all().stream().filter(i -> i.runs(clock.millis())).forEach(i -> named.addAll(i.withoutRoute()));
        named.forEach(name -> problems.add(new Overview.Problem("error", "without-destination", name, 0, null, "")));
        for (Pauses.Pause pause : new Pauses(database, clock).all()) {
            if (pause.kind() == Pauses.Kind.MANUAL) {
                problems.add(new Overview.Problem(
                        "warning", "paused-by-hand", pause.destination(), 1, pause.since(), pause.reason()));
            }
        }
        new DoctorFindings(database)
                .all().stream()
                        .filter(kept -> kept.bad() || kept.warning())
                        .forEach(kept -> problems.add(new Overview.Problem(
                                kept.bad() ? "error" : "warning",
                                "doctor",
                                kept.topic() + (kept.subject().isEmpty() ? "" : " " + kept.subject()),
                                1,
                                kept.looked(),
                                kept.text() + ". " + kept.remedy())));
        problems.sort(Comparator.comparing(Overview.Problem::severity));
        return List.copyOf(problems);
    }
}
