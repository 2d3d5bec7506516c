package org.clickrouter.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.operator.DoctorFindings;

/** What doctor found wrong in its daily round, as events; of its warnings those that become a failure by themselves. */
public final class DoctorEvents implements Supplier<List<Event>> {

    private final DoctorFindings findings;

    public DoctorEvents(Database store) {
        this.findings = new DoctorFindings(store);
    }

    @Override
    public List<Event> get() {
        Map<List<String>, List<DoctorFindings.Kept>> byPlace = new LinkedHashMap<>();
        findings.all().stream()
                .filter(DoctorFindings.Kept::pressing)
                .forEach(kept -> byPlace.computeIfAbsent(
                                List.of(kept.topic(), kept.subject()), place -> new ArrayList<>())
                        .add(kept));
        return byPlace.values().stream().map(DoctorEvents::event).toList();
    }

    private static Event event(List<DoctorFindings.Kept> same) {
        DoctorFindings.Kept one = same.get(0);
        return new Event(
                one.topic(),
                one.subject(),
                same.size(),
                (one.subject().isEmpty() ? "" : one.subject() + ": ")
                        + same.stream()
                                .map(kept -> kept.text() + ". " + kept.remedy())
                                .collect(Collectors.joining(" ")));
    }
}
