package org.clickrouter.report;

import java.util.Collections;
import java.util.List;

/**
 * Some records of an answer, in the order of the answer.
 *
 * @param clicks what was understood
 * @param bad what was not
 * @param last true only for the last chunk of an answer that was read to its end without a failure
 * @param bytes bytes of the answer read when the chunk was made (somewhat ahead of the chunk itself)
 */
public record Chunk(List<Click> clicks, List<BadRecord> bad, boolean last, long bytes) {
    /** Copies nothing: the lists are handed over. */
    public Chunk {
        clicks = Collections.unmodifiableList(clicks);
        bad = Collections.unmodifiableList(bad);
    }

    /** @return records in this chunk, bad ones included */
    public int size() {
        return clicks.size() + bad.size();
    }
}
