package org.clickrouter.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every metric of the product, with its labels and what it tells: the registry, the help lines of a scrape and
 * {@code docs/reference/metrics.md} have it from here. No label is ever an ad, a chat or anything else of which there
 * is no end.
 */
public enum Metric {
    SECONDS_SINCE_GOOD_POLL(
            Kind.GAUGE,
            "seconds.since.good.poll",
            "Seconds since a window was last read to its end: the one to alarm on",
            "operation"),
    SECONDS_SINCE_RECORDS(
            Kind.GAUGE,
            "seconds.since.records",
            "Seconds since an answer last held records; long emptiness is suspicious",
            "operation"),
    OPERATION_STOPPED(
            Kind.GAUGE,
            "operation.stopped",
            "1 where the API refused the token: polling waits for another token or a restart; 0 elsewhere",
            "operation"),
    QUOTA_USED(Kind.GAUGE, "quota.used", "Calls counted today", "operation"),
    QUOTA_LIMIT(Kind.GAUGE, "quota.limit", "Calls a day that may be made", "operation"),
    GAPS(Kind.GAUGE, "gaps", "Stretches of seconds that could not be read whole", "operation"),
    CODES_WITHIN(
            Kind.GAUGE,
            "codes.within",
            "Share of codes first seen within 1h, 6h, 1d, 2d, 7d after the click; counted once an hour",
            "operation",
            "within"),
    QUEUE_DEPTH(
            Kind.GAUGE,
            "queue.depth",
            "Deliveries that are pending, and dead ones; no line where there is none",
            "destination",
            "state"),
    QUEUE_OLDEST(Kind.GAUGE, "queue.oldest.seconds", "Age of the oldest pending delivery", "destination"),
    DESTINATION_PAUSED(
            Kind.GAUGE, "destination.paused", "1 where a destination is paused, 0 where it is not", "destination"),
    TROUBLE(
            Kind.GAUGE,
            "trouble",
            "How much there is of what holds up sales and does not mend itself; no line: nothing",
            "kind",
            "subject"),
    DOCTOR(
            Kind.GAUGE,
            "doctor",
            "What doctor found wrong (bad, warning) when it looked last; no line: nothing",
            "check",
            "subject",
            "sign"),
    BUILD_INFO(Kind.GAUGE, "build.info", "Always 1; its labels tell what runs", "version", "java"),
    CLOCK_AHEAD(
            Kind.GAUGE,
            "clock.ahead.seconds",
            "This machine's clock less that of the api or the store (PostgreSQL); more than 10 s is told in the log",
            "of"),
    DELIVERIES(
            Kind.COUNTER,
            "deliveries",
            "Attempts, by how they ended: done, retry, dead, held (while paused), split (refused with others; alone from then on)",
            "destination",
            "outcome"),
    DELIVERIES_HTML(
            Kind.COUNTER,
            "deliveries.html",
            "Webhooks answered 2xx with a web page: look whether they arrived",
            "destination"),
    DELIVERY(
            Kind.HISTOGRAM,
            "delivery",
            "How long one attempt took, whatever came of it",
            List.of(
                    Duration.ofMillis(50),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60)),
            "destination"),
    CODE_TO_DELIVERY(
            Kind.HISTOGRAM,
            "code.to.delivery",
            "From when a code was first seen to its delivery",
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1)),
            "destination"),
    POLLS(Kind.COUNTER, "polls", "Polls", "operation"),
    API_CALLS(Kind.COUNTER, "api.calls", "Calls that count against the token's limits", "operation"),
    API_CALL(Kind.TIMER, "api.call", "How long a call took until its answer was read", "operation"),
    WINDOWS(
            Kind.COUNTER,
            "windows",
            "Windows asked for: read, gap, refused (by our limits), or the kind of failure",
            "operation",
            "outcome"),
    ANSWERS_NOTED(
            Kind.COUNTER, "answers.noted", "Answers that were whole, with other text around their JSON", "operation"),
    RECORDS(Kind.COUNTER, "records", "Records read", "operation"),
    QUARANTINED(Kind.COUNTER, "quarantined", "Records that could not be understood", "operation"),
    CLICKS_NEW(Kind.COUNTER, "clicks.new", "Clicks that were not known before", "operation"),
    CLICKS_CHANGED(Kind.COUNTER, "clicks.changed", "Known clicks that got another code", "operation"),
    CODES(
            Kind.COUNTER,
            "codes",
            "New clicks and codes by code: those that the settings and route files name, (other), and (none) for a click without one",
            "operation",
            "code"),
    CLICKS_UNROUTED(Kind.COUNTER, "clicks.unrouted", "New clicks and codes that no destination wanted", "operation"),
    ROUTING_FAILED(Kind.COUNTER, "routing.failed", "Clicks on which the routing file failed", "operation"),
    CONTACTS(
            Kind.COUNTER,
            "contacts",
            "Deliveries that waited for the contact of their chat, by what came of it: found, without",
            "operation",
            "destination",
            "outcome");

    /** What one is, in the words of Prometheus. */
    public enum Kind {
        COUNTER("_total"),
        GAUGE(""),
        TIMER("_seconds"),
        HISTOGRAM("_seconds");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }
    }

    private static final String PREFIX = "clickrouter.";

    private final Kind kind;
    private final String name;
    private final String meaning;
    private final List<Duration> buckets;
    private final List<String> labels;

    Metric(Kind kind, String name, String meaning, String... labels) {
        this(kind, name, meaning, List.of(), labels);
    }

    Metric(Kind kind, String name, String meaning, List<Duration> buckets, String... labels) {
        this.kind = kind;
        this.name = PREFIX + name;
        this.meaning = meaning;
        this.buckets = buckets;
        this.labels = List.of(labels);
    }

    public Kind kind() {
        return kind;
    }

    /** @return one sentence without its full stop, for people */
    public String meaning() {
        return meaning;
    }

    /** @return names, in the order in which {@code values} are given everywhere */
    public List<String> labels() {
        return labels;
    }

    /** @return upper bounds of a histogram; empty elsewhere */
    public List<Duration> buckets() {
        return buckets;
    }

    /** @return as a scrape has it, such as {@code clickrouter_api_calls_total}; a timer has {@code _count} and so on */
    public String exported() {
        return name.replace('.', '_') + kind.ending;
    }

    /** @param values of all labels */
    public Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(name).description(meaning).tags(tags(values)).register(registry);
    }

    /** @return the counters of this metric that there are by now */
    public List<Counter> counters(MeterRegistry registry) {
        return List.copyOf(registry.find(name).counters());
    }

    /** @param values of all labels */
    public Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(name)
                .description(meaning)
                .tags(tags(values))
                .serviceLevelObjectives(buckets.toArray(Duration[]::new))
                .register(registry);
    }

    /** One whose lines are set all at a time. */
    public MultiGauge gauge(MeterRegistry registry) {
        return MultiGauge.builder(name).description(meaning).register(registry);
    }

    /**
     * One line, which follows a number.
     *
     * @param number kept by whoever changes it: the registry forgets one that nobody keeps
     * @param values of all labels
     */
    public void gauge(MeterRegistry registry, Number number, String... values) {
        Gauge.builder(name, number, Number::doubleValue)
                .description(meaning)
                .tags(tags(values))
                .register(registry);
    }

    /**
     * A line of {@link #gauge(MeterRegistry)}.
     *
     * @param values of all labels
     */
    public MultiGauge.Row<Number> row(Number number, String... values) {
        return MultiGauge.Row.of(tags(values), number);
    }

    private Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    name() + " has the labels " + labels + ", not " + values.length + " values");
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(labels.get(i), values[i]));
        }
        return Tags.of(tags);
    }

    /** @return the value of a label in the form that all of them have */
    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
