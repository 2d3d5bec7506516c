package org.clickrouter.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.value.WebAddress;

/** What is needed to tell the operator. */
final class OperatorRules {

    private OperatorRules() {}

    static List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        if (settings.isSet("operator.email")) {
            Stream.of("email.host", "email.from")
                    .filter(key -> !settings.isSet(key))
                    .forEach(key -> problems.add(settings.problem(
                            Severity.ERROR, key, "must be set, because operator.email is, whose mails go that way")));
        }
        boolean webhook = settings.isSet("operator.webhook");
        if (settings.isSet("operator.webhook-secret") && !webhook) {
            problems.add(settings.problem(
                    Severity.WARNING, "operator.webhook-secret", "signs nothing, since operator.webhook is not set"));
        }
        if (webhook
                && settings.brokenRule("operator.webhook").isEmpty()
                && WebAddress.parse(settings.get("operator.webhook")).readableOnTheWay()) {
            problems.add(settings.problem(
                    Severity.WARNING,
                    "operator.webhook",
                    "is not encrypted (http://): anyone on the way can read what is wrong here"));
        }
        return problems;
    }
}
