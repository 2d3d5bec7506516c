package org.clickrouter.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.clickrouter.report.Chunk;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.outbox.Outcome;

/** What the product counts as it works. What can be asked of the store at any time is in {@code app.Gauges}. */
public final class Meters {

    private static final Duration[] ATTEMPTS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60)
    };
    private static final Duration[] SINCE_CODE = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofDays(1)
    };

    private static final LastTimes NONE = new LastTimes();

    private final MeterRegistry registry;
    private final Map<String, Timer> attempts = new ConcurrentHashMap<>();
    private final Map<String, LastTimes> last = new ConcurrentHashMap<>();
    private final Map<String, Timer> codes = new ConcurrentHashMap<>();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    private Timer histogram(String name, String destination, Duration... buckets) {
        return Timer.builder("clickrouter." + name)
                .tag("destination", destination)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private void count(String name, double amount, String... tags) {
        registry.counter("clickrouter." + name, Tags.of(tags)).increment(amount);
    }

    public void callStarted(String operation) {
        count("api.calls", 1, "operation", operation);
    }

    public void callEnded(String operation, Duration took) {
        registry.timer("clickrouter.api.call", "operation", operation).record(took);
    }

    public void polled(String operation) {
        count("polls", 1, "operation", operation);
    }

    public void windowDone(String operation) {
        count("windows", 1, "operation", operation, "outcome", "read");
    }

    public void gap(String operation) {
        count("windows", 1, "operation", operation, "outcome", "gap");
    }

    /** An answer was whole, with other text around its JSON. */
    public void noted(String operation) {
        count("answers.noted", 1, "operation", operation);
    }

    public void refused(String operation) {
        count("windows", 1, "operation", operation, "outcome", "refused");
    }

    public void failed(String operation, AnswerKind kind) {
        count("windows", 1, "operation", operation, "outcome", kind.name().toLowerCase(java.util.Locale.ROOT));
    }

    public void stored(String operation, Chunk chunk, List<RoutedClick> changes, int quarantined) {
        count("records", chunk.size(), "operation", operation);
        count("quarantined", quarantined, "operation", operation);
        long fresh = changes.stream().filter(c -> c.first()).count();
        count("clicks.new", fresh, "operation", operation);
        count("clicks.changed", changes.size() - fresh, "operation", operation);
        count(
                "clicks.unrouted",
                changes.stream().filter(c -> c.destinations() == 0).count(),
                "operation",
                operation);
    }

    public void routingFailed(String operation) {
        count("routing.failed", 1, "operation", operation);
    }

    /** One pass through a destination's route took so long, whatever came of it. */
    public void attempted(String destination, Duration took) {
        attempts.computeIfAbsent(destination, name -> histogram("delivery", name, ATTEMPTS))
                .record(took);
        last.computeIfAbsent(destination, name -> new LastTimes()).add(took.toMillis());
    }

    /** How long the last passes through a destination's route took, whatever came of them. */
    public LastTimes attempts(String destination) {
        return last.getOrDefault(destination, NONE);
    }

    /** @param now epoch milliseconds */
    public void delivered(String destination, Collection<Outcome> outcomes, long now) {
        Timer sinceCode = codes.computeIfAbsent(destination, name -> histogram("code.to.delivery", name, SINCE_CODE));
        outcomes.stream()
                .filter(outcome -> outcome.state() == Outcome.State.DONE)
                .forEach(outcome ->
                        sinceCode.record(Math.max(0, now - outcome.delivery().seenAt()), TimeUnit.MILLISECONDS));
        outcomes.stream()
                .collect(Collectors.groupingBy(Outcome::state, Collectors.counting()))
                .forEach((state, number) -> count(
                        "deliveries",
                        number,
                        "destination",
                        destination,
                        "outcome",
                        state.name().toLowerCase(Locale.ROOT)));
    }
}
