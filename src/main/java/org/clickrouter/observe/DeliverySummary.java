package org.clickrouter.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was delivered where since the last time that it was asked: one line of the log, for those without metrics. */
public final class DeliverySummary {

    private static final Map<String, String> WORDS = Map.of(
            "done",
            "delivered",
            "retry",
            "to be tried again",
            "dead",
            "dead",
            "held",
            "held (paused)",
            "split",
            "refused together, alone from now on");

    private final MeterRegistry registry;
    private final Map<String, Double> told = new HashMap<>();

    public DeliverySummary(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @return such as {@code crm 12 delivered, 1 dead; sql 40 delivered}; empty where nothing was */
    public Optional<String> next() {
        Map<String, Map<String, Long>> news = new TreeMap<>();
        for (Counter counter : Metric.DELIVERIES.counters(registry)) {
            String destination = counter.getId().getTag("destination");
            String word = WORDS.get(String.valueOf(counter.getId().getTag("outcome")));
            Double before = told.put(counter.getId().toString(), counter.count());
            long more = Math.round(counter.count() - (before == null ? 0 : before));
            if (more > 0 && word != null) {
                news.computeIfAbsent(destination, d -> new TreeMap<>()).put(word, more);
            }
        }
        return news.isEmpty()
                ? Optional.empty()
                : Optional.of(news.entrySet().stream()
                        .map(d -> d.getKey() + " "
                                + d.getValue().entrySet().stream()
                                        .map(o -> o.getValue() + " " + o.getKey())
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; ")));
    }
}
