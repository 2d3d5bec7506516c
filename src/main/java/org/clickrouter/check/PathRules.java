package org.clickrouter.check;

import java.util.ArrayList;
import java.util.List;
import org.clickrouter.net.LocalAddress;
import org.clickrouter.net.TlsFiles;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;

/** What connections to the report API and to the operator's webhook begin from and trust. */
final class PathRules {

    private static final String LOCAL = "wolkvox.local-address";

    private PathRules() {}

    static List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        if (settings.isSet(LOCAL) && settings.brokenRule(LOCAL).isEmpty()) {
            LocalAddress.of(LOCAL, settings.get(LOCAL))
                    .refusal()
                    .ifPresent(why -> problems.add(settings.problem(Severity.ERROR, LOCAL, why)));
        }
        for (String key : List.of("wolkvox.ca", "operator.ca")) {
            if (settings.isSet(key) && settings.brokenRule(key).isEmpty()) {
                try {
                    TlsFiles.trusting(settings.home(), settings.get(key)).context();
                } catch (IllegalArgumentException broken) {
                    String why = broken.getMessage().replaceFirst("^ca: ", "").replaceFirst(", or PKCS12 .*", "");
                    problems.add(settings.problem(Severity.ERROR, key, why));
                }
            }
        }
        return problems;
    }
}
