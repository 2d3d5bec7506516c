package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** How JSON is read everywhere in this package. */
final class Json {
    /**
     * Characters of one string or number; a longer one fails the answer, since Jackson would have to hold it in memory.
     */
    static final int MAX_VALUE = 4 << 20;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_VALUE)
                    .maxNumberLength(MAX_VALUE)
                    .maxNameLength(4096)
                    .maxNestingDepth(100_000)
                    .build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            // So that a record with one is refused alone, not the answer with it.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}
}
