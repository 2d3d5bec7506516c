package org.clickrouter.console.web;

import java.util.List;
import org.clickrouter.console.chart.Flows;
import org.clickrouter.console.view.Rules;

/** Draws which code went where. */
public final class RulesPicture {

    /** More bands than these cannot be told apart; the table beside the picture has them all. */
    private static final int BANDS = 24;

    private RulesPicture() {}

    public static String svg(Rules rules, Visit visit) {
        List<Flows.Flow> flows = rules.routes().stream()
                .limit(BANDS)
                .map(route -> flow(route, visit))
                .toList();
        return Flows.svg(flows, visit.say("rules.counts", rules.days()));
    }

    private static Flows.Flow flow(Rules.Route route, Visit visit) {
        String code = code(route, visit);
        String destination = destination(route, visit);
        String kind = route.failed() ? "failed" : route.destination() == null ? "nowhere" : "sent";
        return new Flows.Flow(
                code, destination, route.count(), kind, code + " → " + destination + ": " + route.count());
    }

    /** What stands for the code. */
    public static String code(Rules.Route route, Visit visit) {
        return route.code().isEmpty() ? visit.say("life.nocode") : route.code();
    }

    /** What stands for the destination. */
    public static String destination(Rules.Route route, Visit visit) {
        return route.failed()
                ? visit.say("rules.failed")
                : route.destination() == null ? visit.say("rules.nowhere") : route.destination();
    }
}
