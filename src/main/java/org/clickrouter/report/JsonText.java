package org.clickrouter.report;

import java.util.Arrays;

/** A growing buffer of compact JSON text. */
final class JsonText {
    private static final int KEPT = 65_536;
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final boolean[] ESCAPED = new boolean[128];

    static {
        Arrays.fill(ESCAPED, 0, ' ', true);
        ESCAPED['"'] = true;
        ESCAPED['\\'] = true;
    }

    private char[] buffer = new char[1024];
    private int length;

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        if (buffer.length > KEPT) {
            buffer = new char[KEPT];
        }
    }

    void raw(char c) {
        room(1);
        buffer[length++] = c;
    }

    void raw(char[] text, int offset, int count) {
        room(count);
        System.arraycopy(text, offset, buffer, length, count);
        length += count;
    }

    /**
     * A string with its quotes. Escapes what JSON asks for, and half surrogates, which no encoding of text could carry.
     */
    void string(char[] text, int offset, int count) {
        raw('"');
        int end = offset + count;
        int done = offset;
        for (int i = offset; i < end; i++) {
            char c = text[i];
            if (c < 128 ? !ESCAPED[c] : c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                continue;
            }
            if (c >= 128 && i + 1 < end && Character.isSurrogatePair(c, text[i + 1])) {
                i++;
                continue;
            }
            raw(text, done, i - done);
            escape(c);
            done = i + 1;
        }
        raw(text, done, end - done);
        raw('"');
    }

    private void escape(char c) {
        room(6);
        buffer[length++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[length++] = c;
            case '\n' -> buffer[length++] = 'n';
            case '\r' -> buffer[length++] = 'r';
            case '\t' -> buffer[length++] = 't';
            default -> {
                buffer[length++] = 'u';
                buffer[length++] = HEX[c >> 12];
                buffer[length++] = HEX[c >> 8 & 15];
                buffer[length++] = HEX[c >> 4 & 15];
                buffer[length++] = HEX[c & 15];
            }
        }
    }

    long hashFrom(int start) {
        return ContentHash.of(buffer, start, length - start);
    }

    String from(int start) {
        return new String(buffer, start, length - start);
    }

    /** The first {@code max} characters at most, never half a surrogate pair. */
    String head(int max) {
        int end = Math.min(max, length);
        return new String(buffer, 0, end < length && Character.isHighSurrogate(buffer[end - 1]) ? end - 1 : end);
    }

    @Override
    public String toString() {
        return new String(buffer, 0, length);
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
