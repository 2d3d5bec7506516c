package org.clickrouter.report;

import java.util.ArrayList;
import java.util.List;

/** A chunk in the making. */
final class Batch {
    private final List<Click> clicks = new ArrayList<>();
    private final List<BadRecord> bad = new ArrayList<>();
    private long chars;

    void add(Click click) {
        clicks.add(click);
        chars += click.json().length();
    }

    void add(BadRecord record) {
        bad.add(record);
        chars += record.raw().length();
    }

    int size() {
        return clicks.size() + bad.size();
    }

    boolean full(AnswerLimits limits) {
        return size() >= limits.chunkSize() || chars >= limits.chunkChars();
    }

    Chunk chunk(boolean last, long bytes) {
        return new Chunk(clicks, bad, last, bytes);
    }
}
