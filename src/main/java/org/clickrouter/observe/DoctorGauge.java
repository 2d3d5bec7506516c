package org.clickrouter.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.operator.DoctorFindings;

/** What doctor found wrong when it looked last, as a metric. */
final class DoctorGauge {

    private final DoctorFindings findings;
    private final MultiGauge gauge;

    DoctorGauge(Database store, MeterRegistry registry) {
        this.findings = new DoctorFindings(store);
        this.gauge = Metric.DOCTOR.gauge(registry);
    }

    void refresh() {
        Map<List<String>, Long> wrong = findings.all().stream()
                .filter(kept -> kept.bad() || kept.warning())
                .collect(Collectors.groupingBy(
                        kept -> List.of(kept.topic(), kept.subject(), kept.sign()), Collectors.counting()));
        gauge.register(
                wrong.entrySet().stream()
                        .<MultiGauge.Row<?>>map(one -> Metric.DOCTOR.row(
                                one.getValue(),
                                one.getKey().get(0),
                                one.getKey().get(1),
                                one.getKey().get(2)))
                        .toList(),
                true);
    }
}
