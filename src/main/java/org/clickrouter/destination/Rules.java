package org.clickrouter.destination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.text.Durations;

/**
 * Collects what is wrong with the settings of destinations, and holds the rules that several kinds share. A value that
 * is wrong by itself takes part in no rule between values.
 */
public final class Rules {

    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    public Rules(Settings settings) {
        this.settings = settings;
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public void error(String key, String rule) {
        problems.add(settings.problem(Severity.ERROR, key, rule));
    }

    public void warning(String key, String rule) {
        problems.add(settings.problem(Severity.WARNING, key, rule));
    }

    public void addAll(List<Problem> more) {
        problems.addAll(more);
    }

    /** Whether each value that is there is right by itself. */
    public boolean good(String... keys) {
        return Stream.of(keys)
                .filter(settings.keys()::contains)
                .allMatch(key -> settings.brokenRule(key).isEmpty());
    }

    /** A delivery must be over before its lease is. */
    public void lease(String timeout) {
        if (good("delivery.lease")
                && settings.duration("delivery.lease")
                                .compareTo(
                                        Durations.parse(settings.get(timeout)).plus(SLACK))
                        < 0) {
            error(
                    "delivery.lease",
                    "must be at least 5s longer than " + timeout + ", " + settings.raw(timeout)
                            + ": a delivery whose lease ends while it is being sent is sent twice");
        }
    }

    public void addressAndCodes(String address, String codes) {
        if (settings.isSet(codes) && !settings.isSet(address)) {
            warning(codes, "clicks with these codes go nowhere, because " + address + " is empty");
        }
        if (settings.isSet(address) && !settings.isSet(codes)) {
            warning(address, "gets no clicks, because " + codes + " is empty");
        }
    }

    public void userAndPassword(String user, String password) {
        if (settings.isSet(user) != settings.isSet(password)) {
            String missing = settings.isSet(user) ? password : user;
            String there = settings.isSet(user) ? user : password;
            warning(missing, "is empty, although " + there + " is set: there will be no login");
        }
    }

    /**
     * Holds a setting of the engineer's own destination against the rule of the shipped one's. An empty one takes the
     * shipped one's value.
     *
     * @return whether it may be used
     */
    public boolean like(String shipped, String key) {
        Setting setting = SettingsCatalog.find(shipped).orElseThrow();
        Optional<String> broken =
                settings.raw(key).isEmpty() ? Optional.empty() : setting.brokenRule(settings.raw(key));
        broken.ifPresent(rule -> error(key, rule));
        return broken.isEmpty();
    }
}
