package org.clickrouter.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clickrouter.poll.ReportProbe;
import org.clickrouter.report.AnswerException;
import org.clickrouter.report.ZoneFit;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.reports.StoreThere;
import org.clickrouter.text.Durations;
import org.clickrouter.text.Words;

/** {@code check --online}: one call of the API for each operation, counted in its quota. */
final class OnlineCheck {

    private static final Clock CLOCK = Clock.systemUTC();

    private OnlineCheck() {}

    /**
     * @param out takes what is well
     * @return whether every operation answers as it should, in its zone
     */
    static boolean run(Settings settings, Times times, PrintStream out) throws InterruptedException {
        boolean there =
                StoreThere.at(settings.get("store.url"), settings.get("store.user"), settings.secret("store.password"));
        try (StoreHandles stores =
                there ? new StoreHandles(settings, CLOCK, InstanceId.here().toString()) : null) {
            boolean well = true;
            for (OperationSettings operation : settings.operations()) {
                well &= run(settings, stores, operation, times, out);
            }
            return well;
        }
    }

    private static boolean run(
            Settings settings, StoreHandles stores, OperationSettings operation, Times times, PrintStream out)
            throws InterruptedException {
        String name = "operation " + operation.name() + ": ";
        List<Instant> made;
        try {
            made = new ReportProbe(stores, CLOCK, new ArrayList<>(settings.secrets())).ask(operation);
        } catch (AnswerException e) {
            System.err.println(name + "the API does not answer as it should: " + e.kind() + ": "
                    + settings.mask(e.getMessage()) + ". " + e.hint());
            return false;
        } catch (IllegalStateException e) {
            System.err.println(name + "the API was not asked: " + e.getMessage());
            return false;
        }
        Instant now = CLOCK.instant();
        out.println(name + "the API answers, with "
                + Words.count(made.size(), "click") + " of the last day"
                + made.stream()
                        .max(Instant::compareTo)
                        .map(at -> ", the newest from " + times.time(at.toEpochMilli(), operation.zone()))
                        .orElse("")
                + " (one call, counted)");
        Optional<String> warning = zone(operation, ZoneFit.difference(made, now));
        warning.ifPresent(line -> System.err.println(name + line));
        return warning.isEmpty();
    }

    /** What the dates of the records say of the zone, in words. */
    static Optional<String> zone(OperationSettings operation, Optional<Duration> difference) {
        return difference.map(by -> by.isNegative()
                ? "no click is younger than " + length(by.negated())
                        + ", though many came in the hours before: unless everybody has gone home, the report's clock is"
                        + " that much behind wolkvox.time-zone = " + operation.zone()
                : "clicks are dated " + length(by) + " ahead of now: the report's clock is that much ahead of"
                        + " wolkvox.time-zone = " + operation.zone() + ", and each click comes that much late");
    }

    private static String length(Duration time) {
        return Durations.format(Duration.ofMinutes(Math.max(1, time.toMinutes())));
    }
}
