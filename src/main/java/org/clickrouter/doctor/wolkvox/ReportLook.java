package org.clickrouter.doctor.wolkvox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.poll.ReportProbe;
import org.clickrouter.report.ZoneFit;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.text.Durations;
import org.clickrouter.text.Words;

/** Whether the click report answers, and whether its dates can be of the operation's zone: one call, counted. */
public final class ReportLook {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final ReportProbe probe;
    private final Clock clock;
    private final Duration patience;
    private final ZoneId shown;

    /**
     * @param patience how long it waits for a call that is in flight
     * @param shown the zone of the times that are told; null for that of the operation
     */
    public ReportLook(ReportProbe probe, Clock clock, Duration patience, ZoneId shown) {
        this.probe = probe;
        this.clock = clock;
        this.patience = patience;
        this.shown = shown;
    }

    /** Asks once. */
    public void look(OperationSettings operation, Consumer<Finding> say) throws InterruptedException {
        String name = operation.name();
        try {
            List<Instant> made = probe.ask(operation, patience);
            say.accept(Finding.good(
                    Topic.WOLKVOX_REPORT,
                    name,
                    "the API answers, with " + Words.count(made.size(), "click") + " of the last day"
                            + made.stream()
                                    .max(Instant::compareTo)
                                    .map(at -> ", the newest from "
                                            + TIME.format(at.atZone(shown == null ? operation.zone() : shown)))
                                    .orElse("")
                            + " (one call, counted)"));
            zone(operation, ZoneFit.difference(made, clock.instant()))
                    .ifPresent(text -> say.accept(Finding.bad(
                            Topic.WOLKVOX_REPORT,
                            name,
                            text,
                            "Set wolkvox.time-zone to the zone in which the report writes its times.")));
        } catch (AnswerException e) {
            say.accept(Finding.bad(
                    Topic.WOLKVOX_REPORT,
                    name,
                    "the API does not answer as it should: " + e.kind() + ": " + e.getMessage(),
                    e.hint()));
        } catch (IllegalStateException e) {
            say.accept(Finding.skipped(Topic.WOLKVOX_REPORT, name, "the API was not asked: " + e.getMessage()));
        }
    }

    /** What the dates of the records say of the zone, in words. */
    public static Optional<String> zone(OperationSettings operation, Optional<Duration> difference) {
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
