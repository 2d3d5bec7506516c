package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * JSON that has passed our own limits once: a record that was taken is read everywhere, however long its numbers are.
 */
public final class RecordJson {

    private RecordJson() {}

    /** @return a factory of parsers that take a number of any length */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }
}
