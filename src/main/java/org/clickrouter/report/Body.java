package org.clickrouter.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/**
 * The answer's bytes: counted, limited, without a byte order mark, the beginning kept for messages. What is gzip
 * although nothing says so, or once more than is said, is unpacked: no text begins like that.
 */
final class Body extends InputStream {
    private static final int HEAD = 2048;
    private static final int UNPACKED = 8192;
    private static final int MOST_PACKED = 2;

    private InputStream in;
    private final long limit;
    private final byte[] head = new byte[HEAD];
    private int headLength;
    private long count;
    private boolean begun;
    private boolean marked;

    Body(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    long count() {
        return count;
    }

    /** Whether it began with the byte order mark of UTF-8; known once it was read from. */
    boolean marked() {
        return marked;
    }

    /** The beginning as text. */
    String head() {
        return new String(head, 0, headLength, StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!begun) {
            begun = true;
            int got = in.readNBytes(buffer, offset, Math.min(3, length));
            for (int packed = 0; packed < MOST_PACKED && isGzip(buffer, offset, got); packed++) {
                in = new GZIPInputStream(
                        new SequenceInputStream(
                                new ByteArrayInputStream(Arrays.copyOfRange(buffer, offset, offset + got)), in),
                        UNPACKED);
                got = in.readNBytes(buffer, offset, Math.min(3, length));
            }
            counted(buffer, offset, got);
            boolean mark = got == 3
                    && buffer[offset] == (byte) 0xEF
                    && buffer[offset + 1] == (byte) 0xBB
                    && buffer[offset + 2] == (byte) 0xBF;
            if (got == 0) {
                return -1;
            }
            if (!mark) {
                // More than these three at once: a reader that gives up on them would leave nothing of the page to
                // show.
                int more = got < length ? in.read(buffer, offset + got, length - got) : 0;
                if (more > 0) {
                    counted(buffer, offset + got, more);
                }
                return got + Math.max(0, more);
            }
            headLength = 0;
            marked = true;
        }
        int got = in.read(buffer, offset, length);
        if (got > 0) {
            counted(buffer, offset, got);
        }
        return got;
    }

    private static boolean isGzip(byte[] buffer, int offset, int length) {
        return length == 3
                && buffer[offset] == (byte) GZIPInputStream.GZIP_MAGIC
                && buffer[offset + 1] == (byte) (GZIPInputStream.GZIP_MAGIC >> 8)
                && buffer[offset + 2] == Deflater.DEFLATED;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void counted(byte[] buffer, int offset, int got) throws IOException {
        count += got;
        if (count > limit) {
            throw new TooLarge(limit);
        }
        if (headLength < HEAD) {
            int kept = Math.min(got, HEAD - headLength);
            System.arraycopy(buffer, offset, head, headLength, kept);
            headLength += kept;
        }
    }

    /** The limit was passed. */
    static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("the answer is longer than " + limit + " bytes");
        }
    }
}
