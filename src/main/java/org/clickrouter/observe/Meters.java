package org.clickrouter.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.clickrouter.report.Chunk;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.outbox.Outcome;

/** What the product counts as it works. What can be asked of the store at any time is in {@link Gauges}. */
public final class Meters {

    private static final LastTimes NONE = new LastTimes();

    private static final String NO_CODE = "(none)";
    private static final String OTHER_CODE = "(other)";

    private final MeterRegistry registry;
    private final Map<String, Timer> attempts = new ConcurrentHashMap<>();
    private final Map<String, LastTimes> last = new ConcurrentHashMap<>();
    private final Map<String, Timer> codes = new ConcurrentHashMap<>();
    private volatile Set<String> told = Set.of();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param codes that are counted under their own names from now on; what agents make up has no end */
    public void tellCodes(Set<String> codes) {
        told = Set.copyOf(codes);
    }

    private String told(RoutedClick change) {
        String code = Normalizer.normalize(change.click().code(), Normalizer.Form.NFC);
        return change.revision() == 0 || code.isEmpty() ? NO_CODE : told.contains(code) ? code : OTHER_CODE;
    }

    private void count(Metric metric, double amount, String... labels) {
        metric.counter(registry, labels).increment(amount);
    }

    public void callStarted(String operation) {
        count(Metric.API_CALLS, 1, operation);
    }

    public void callEnded(String operation, Duration took) {
        Metric.API_CALL.timer(registry, operation).record(took);
    }

    public void polled(String operation) {
        count(Metric.POLLS, 1, operation);
    }

    public void windowDone(String operation) {
        count(Metric.WINDOWS, 1, operation, "read");
    }

    public void gap(String operation) {
        count(Metric.WINDOWS, 1, operation, "gap");
    }

    /** An answer was whole, with other text around its JSON. */
    public void noted(String operation) {
        count(Metric.ANSWERS_NOTED, 1, operation);
    }

    public void refused(String operation) {
        count(Metric.WINDOWS, 1, operation, "refused");
    }

    public void failed(String operation, AnswerKind kind) {
        count(Metric.WINDOWS, 1, operation, Metric.label(kind));
    }

    public void stored(String operation, Chunk chunk, List<RoutedClick> changes, int quarantined) {
        count(Metric.RECORDS, chunk.size(), operation);
        count(Metric.QUARANTINED, quarantined, operation);
        changes.stream()
                .collect(Collectors.groupingBy(this::told, Collectors.counting()))
                .forEach((code, number) -> count(Metric.CODES, number, operation, code));
        long fresh = changes.stream().filter(c -> c.first()).count();
        count(Metric.CLICKS_NEW, fresh, operation);
        count(Metric.CLICKS_CHANGED, changes.size() - fresh, operation);
        count(
                Metric.CLICKS_UNROUTED,
                changes.stream().filter(c -> c.destinations() == 0).count(),
                operation);
    }

    public void routingFailed(String operation) {
        count(Metric.ROUTING_FAILED, 1, operation);
    }

    /** A delivery that waited for the contact of its chat goes, with it or without. */
    public void contact(String operation, String destination, boolean found) {
        count(Metric.CONTACTS, 1, operation, destination, found ? "found" : "without");
    }

    /** One pass through a destination's route took so long, whatever came of it. */
    public void attempted(String destination, Duration took) {
        attempts.computeIfAbsent(destination, name -> Metric.DELIVERY.timer(registry, name))
                .record(took);
        last.computeIfAbsent(destination, name -> new LastTimes()).add(took.toMillis());
    }

    /** How long the last passes through a destination's route took, whatever came of them. */
    public LastTimes attempts(String destination) {
        return last.getOrDefault(destination, NONE);
    }

    /** @param now epoch milliseconds */
    public void delivered(String destination, Collection<Outcome> outcomes, long now) {
        Timer sinceCode = codes.computeIfAbsent(destination, name -> Metric.CODE_TO_DELIVERY.timer(registry, name));
        outcomes.stream()
                .filter(outcome -> outcome.state() == Outcome.State.DONE)
                .forEach(outcome ->
                        sinceCode.record(Math.max(0, now - outcome.delivery().seenAt()), TimeUnit.MILLISECONDS));
        outcomes.stream()
                .collect(Collectors.groupingBy(Outcome::state, Collectors.counting()))
                .forEach((state, number) -> count(Metric.DELIVERIES, number, destination, Metric.label(state)));
    }
}
