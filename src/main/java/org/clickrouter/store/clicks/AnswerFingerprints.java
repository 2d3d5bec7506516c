package org.clickrouter.store.clicks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.clickrouter.report.Click;

/**
 * What one answer has held so far: each record as 8 bytes, so that an answer of half a million records costs a few MB.
 * Two records that fall on the same 8 bytes are taken for one; at a million records that is one chance in 40 million,
 * and costs at most a repeated field update.
 */
final class AnswerFingerprints {

    private long[] table = new long[2048];
    private int size;
    /**
     * Clicks of which an answer held several records, so that what has gone from the answer can be forgotten at its
     * end.
     */
    private final Map<UUID, Set<Variant>> several = new HashMap<>();
    /** Clicks whose current record the answer has not held so far, with the first that it held. */
    private final Map<UUID, Click> doubtful = new LinkedHashMap<>();

    void add(UUID id, Variant variant) {
        if (size * 2 >= table.length) {
            grow();
        }
        if (put(table, key(id, variant))) {
            size++;
        }
    }

    boolean contains(UUID id, Variant variant) {
        long key = key(id, variant);
        for (int i = slot(key, table.length); table[i] != 0; i = (i + 1) & (table.length - 1)) {
            if (table[i] == key) {
                return true;
            }
        }
        return false;
    }

    /** Of these records, those that this answer has held. */
    Set<Variant> of(UUID id, Set<Variant> variants) {
        Set<Variant> result = new LinkedHashSet<>(variants);
        result.removeIf(v -> !contains(id, v));
        return result;
    }

    void several(UUID id, Set<Variant> variants) {
        several.put(id, new HashSet<>(variants));
    }

    Map<UUID, Set<Variant>> several() {
        return several;
    }

    Map<UUID, Click> doubtful() {
        return doubtful;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long key : table) {
            if (key != 0) {
                put(larger, key);
            }
        }
        table = larger;
    }

    private static boolean put(long[] table, long key) {
        int i = slot(key, table.length);
        while (table[i] != 0) {
            if (table[i] == key) {
                return false;
            }
            i = (i + 1) & (table.length - 1);
        }
        table[i] = key;
        return true;
    }

    private static int slot(long key, int length) {
        return (int) (key ^ key >>> 32) & (length - 1);
    }

    private static long key(UUID id, Variant variant) {
        long h = id.getMostSignificantBits() * 0x9E3779B97F4A7C15L;
        h = (h ^ id.getLeastSignificantBits()) * 0xC2B2AE3D27D4EB4FL;
        h = (h ^ variant.hash() ^ variant.code().hashCode()) * 0x165667B19E3779F9L;
        h ^= h >>> 29;
        return h == 0 ? 1 : h;
    }
}
