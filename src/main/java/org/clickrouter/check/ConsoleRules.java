package org.clickrouter.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;

/** What the settings of the console must be together. */
final class ConsoleRules {

    private ConsoleRules() {}

    static List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        boolean password = settings.isSet("console.password");
        if (!password && settings.brokenRule("http.host").isEmpty() && !loopback(settings.get("http.host"))) {
            problems.add(settings.problem(
                    Severity.WARNING,
                    "console.password",
                    "is not set, and http.host is not loopback: the console is off; health and metrics are served"));
        }
        if (password && settings.secret("console.password").equals(settings.secret("console.reader-password"))) {
            problems.add(settings.problem(
                    Severity.ERROR,
                    "console.reader-password",
                    "must differ from console.password, else who may only read may act"));
        }
        return problems;
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
