package org.clickrouter.observe;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.operator.DoctorFindings;

/**
 * Nothing was wrong when doctor looked last. It speaks in the overall health alone, and leaves destinations to their
 * own checks, which know of the last minute and not of the last day.
 */
public final class DoctorHealthCheck extends StoreHealthCheck {

    private static final String DESTINATIONS = "destination-";

    private final DoctorFindings findings;

    public DoctorHealthCheck(Database store, StoreProbe probe) {
        super("doctor", probe);
        this.findings = new DoctorFindings(store);
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    void look(HealthCheckResultBuilder builder) {
        List<DoctorFindings.Kept> wrong = findings.all().stream()
                .filter(kept -> kept.bad() || kept.warning())
                .toList();
        wrong.stream()
                .collect(Collectors.groupingBy(DoctorFindings.Kept::topic, Collectors.counting()))
                .forEach(builder::detail);
        Set<String> bad = wrong.stream()
                .filter(kept -> kept.bad() && !kept.topic().startsWith(DESTINATIONS))
                .map(kept -> kept.topic() + (kept.subject().isEmpty() ? "" : " " + kept.subject()) + ": " + kept.text())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        if (bad.isEmpty()) {
            builder.up();
        } else {
            builder.down().message(String.join(". ", bad) + ". click-router doctor says what to do");
        }
    }
}
