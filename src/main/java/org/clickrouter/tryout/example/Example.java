package org.clickrouter.tryout.example;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One record, and where it must go.
 *
 * @param place file and line, such as {@code routing.examples.yaml:12}
 * @param name of the example, in the engineer's words
 * @param settings that take the place of those in application.properties, by key
 * @param stubs what lookups answer, by the id of their step: a text, or what JSON may be
 * @param operation whose click it is; null for the first one
 * @param revision of its code; null for 1, or 0 without a code
 * @param seen when its code was first seen, which a webhook's payload tells
 * @param record one JSON object
 * @param destinations exactly those that it goes to; empty for nowhere
 * @param payloads what some of them are sent, by destination
 */
public record Example(
        String place,
        String name,
        Map<String, String> settings,
        Map<String, Object> stubs,
        String operation,
        Integer revision,
        Instant seen,
        String record,
        List<String> destinations,
        Map<String, Expected> payloads) {

    /** When the code of an example was first seen, unless it says so itself. */
    public static final Instant SEEN = Instant.parse("2026-01-01T00:00:00Z");
}
