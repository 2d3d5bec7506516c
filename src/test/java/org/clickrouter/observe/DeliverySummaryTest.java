package org.clickrouter.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** What was delivered where, told from the metrics. */
class DeliverySummaryTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final DeliverySummary summary = new DeliverySummary(registry);

    private void delivered(String destination, String outcome, int number) {
        registry.counter("clickrouter.deliveries", "destination", destination, "outcome", outcome)
                .increment(number);
    }

    @Test
    void onlyWhatCameSinceTheLastTimeIsTold() {
        assertThat(summary.next()).isEmpty();
        delivered("webhook", "done", 12);
        delivered("webhook", "retry", 3);
        delivered("crm", "dead", 1);
        assertThat(summary.next()).contains("crm 1 dead; webhook 12 delivered, 3 to be tried again");
        assertThat(summary.next()).isEmpty();
        delivered("webhook", "done", 1);
        delivered("webhook", "returned", 5);
        assertThat(summary.next()).contains("webhook 1 delivered");
    }
}
