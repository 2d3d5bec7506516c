package org.clickrouter.report;

/**
 * A quick 64-bit hash of characters, stable between versions because the store keeps it. No protection against malice
 * is meant.
 */
final class ContentHash {
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long MULTIPLIER = 0xD6E8FEB86659FD93L;

    private ContentHash() {}

    /** The hash of one key or value. */
    static long of(char[] text, int offset, int length) {
        long hash = length * SEED;
        int i = offset;
        int end = offset + length;
        for (; i + 4 <= end; i += 4) {
            long four = text[i] | (long) text[i + 1] << 16 | (long) text[i + 2] << 32 | (long) text[i + 3] << 48;
            hash = (hash ^ four) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        for (; i < end; i++) {
            hash = (hash ^ text[i]) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return mix(hash);
    }

    /** The hash of a key with its value; a record's hash is the sum of these, so that order does not count. */
    static long field(long key, long value) {
        return mix(key * MULTIPLIER + value);
    }

    private static long mix(long hash) {
        long h = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
        return h ^ h >>> 33;
    }
}
