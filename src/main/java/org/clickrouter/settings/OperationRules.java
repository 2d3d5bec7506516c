package org.clickrouter.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.settings.value.DailyRequests;
import org.clickrouter.settings.value.WebAddress;
import org.clickrouter.text.Durations;

/**
 * What the settings of an operation must be together. A value that is wrong by itself takes part in none of these
 * rules.
 */
public final class OperationRules {

    private static final Duration API_TIMEOUT = Duration.ofSeconds(60);

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> nameOfVariable = new HashMap<>();
    private final Map<List<String>, String> nameOfAccess = new HashMap<>();

    private OperationRules(Settings settings) {
        this.settings = settings;
    }

    public static List<Problem> check(Settings settings) {
        OperationRules rules = new OperationRules(settings);
        if (settings.isSet("wolkvox.operations")
                && settings.isSet("wolkvox.operation")
                && !settings.value("wolkvox.operation").isDefault()) {
            rules.warn("wolkvox.operation", "is not used, because wolkvox.operations is set");
        }
        settings.operationViews().stream()
                .filter(operation -> SettingsCatalog.isOperationName(operation.name()))
                .forEach(rules::check);
        return rules.problems;
    }

    private void check(Operation operation) {
        names(operation);
        access(operation);
        limits(operation);
        if (Stream.of("wolkvox.licenses", "wolkvox.quota-share").allMatch(key -> good(operation, key))
                && Stream.of("poll.period", "poll.re-read")
                        .allMatch(key -> settings.brokenRule(key).isEmpty())) {
            quota(operation);
        }
    }

    private void names(Operation operation) {
        String variable = Setting.environmentName(operation.name());
        String other = nameOfVariable.putIfAbsent(variable, operation.name());
        if (other != null) {
            fail(
                    "wolkvox.operations",
                    other + " and " + operation.name() + " would share their environment variables, WOLKVOX_" + variable
                            + "_...: rename one");
        }
        for (Setting setting : SettingsCatalog.perOperation()) {
            String own = Setting.environmentName(setting.keyOf(operation.name()));
            SettingsCatalog.all().stream()
                    .filter(common -> Setting.environmentName(common.key()).equals(own))
                    .findFirst()
                    .ifPresent(common -> fail(
                            settings.isSet("wolkvox.operations") ? "wolkvox.operations" : "wolkvox.operation",
                            operation.name() + " cannot be a name: " + own + " already means " + common.key()));
        }
    }

    private void access(Operation operation) {
        Optional<String> address = operation.addressKey();
        if (operation.addressConflict()) {
            fail(
                    operation.keyOf("wolkvox.base-url"),
                    "cannot be set together with " + operation.keyOf("wolkvox.server") + ": keep one of the two");
        } else if (address.isEmpty()) {
            fail(
                    operation.keyToSet("wolkvox.server"),
                    "must be set: the NNNN of wvNNNN.wolkvox.com (or wolkvox.base-url, a whole URL, instead)"
                            + settings.layers()
                                    .file()
                                    .missing()
                                    .map(file -> "; there is no " + file)
                                    .orElse(""));
        } else if (good(operation, address.get())
                && address.get().equals("wolkvox.base-url")
                && WebAddress.parse(operation.get("wolkvox.base-url")).readableOnTheWay()) {
            warn(
                    operation.keyOf("wolkvox.base-url"),
                    "sends the token unencrypted: anyone on the way can read it; use https");
        }
        boolean token = good(operation, "wolkvox.token");
        if (token && operation.get("wolkvox.token").isEmpty()) {
            fail(operation.keyToSet("wolkvox.token"), "must be set: the operation's API token");
        } else if (token && address.isPresent() && good(operation, address.get())) {
            String other = nameOfAccess.putIfAbsent(
                    List.of(operation.reportUrl().toString(), operation.get("wolkvox.token")), operation.name());
            if (other != null) {
                fail(
                        operation.keyOf("wolkvox.token"),
                        "is the same as that of operation " + other
                                + " at the same address: a token may not be used by two at a time");
            }
        }
    }

    private void limits(Operation operation) {
        if (good(operation, "wolkvox.timeout")) {
            Duration timeout = Durations.parse(operation.get("wolkvox.timeout"));
            if (timeout.compareTo(API_TIMEOUT) < 0) {
                warn(
                        operation.keyOf("wolkvox.timeout"),
                        "is below the API's own 60s: it may still be working on a call that was given up, and refuse the next one");
            }
            // The shipped one says nothing of what the engineer wants; connecting ends with the whole call in any case.
            boolean chosen =
                    !settings.value(operation.keyOf("wolkvox.connect-timeout")).isDefault();
            if (chosen
                    && good(operation, "wolkvox.connect-timeout")
                    && Durations.parse(operation.get("wolkvox.connect-timeout")).compareTo(timeout) > 0) {
                fail(
                        operation.keyOf("wolkvox.connect-timeout"),
                        "must not be longer than " + operation.keyOf("wolkvox.timeout") + ", "
                                + operation.get("wolkvox.timeout"));
            }
        }
        if (good(operation, "wolkvox.max-records")
                && good(operation, "wolkvox.full-margin")
                && Integer.parseInt(operation.get("wolkvox.full-margin"))
                        >= Integer.parseInt(operation.get("wolkvox.max-records"))) {
            fail(
                    operation.keyOf("wolkvox.full-margin"),
                    "must be smaller than " + operation.keyOf("wolkvox.max-records") + ", "
                            + operation.get("wolkvox.max-records"));
        }
    }

    private void quota(Operation operation) {
        double granted = 1000.0
                * Integer.parseInt(operation.get("wolkvox.licenses"))
                * Double.parseDouble(operation.get("wolkvox.quota-share"));
        double needed = DailyRequests.of(settings.duration("poll.period"), settings.list("poll.re-read"));
        if (needed > granted) {
            warn(
                    "poll.period",
                    "with poll.re-read needs " + Math.round(Math.ceil(needed)) + " requests a day for operation "
                            + operation.name() + ", and "
                            + operation.keyOf("wolkvox.licenses") + " with " + operation.keyOf("wolkvox.quota-share")
                            + " grants " + (long) granted
                            + ": polling will pause each day when they are used up");
        }
    }

    private boolean good(Operation operation, String key) {
        return settings.brokenRule(operation.keyOf(key)).isEmpty();
    }

    private void fail(String key, String rule) {
        problems.add(settings.problem(Severity.ERROR, key, rule));
    }

    private void warn(String key, String rule) {
        problems.add(settings.problem(Severity.WARNING, key, rule));
    }
}
