package org.clickrouter.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer's characters: its bytes read by the charset that its Content-Type names, by its byte order mark, or as
 * UTF-8, also where they are that and a charset of one byte a letter is named. A byte that is no part of a character
 * comes as the half surrogate U+DC00 + byte, which no valid text holds, so that the record which it stands in can be
 * told and no letter is lost in silence. What a web server wrote before the JSON object, such as a PHP notice, is left
 * out.
 */
final class AnswerText extends Reader {

    private static final int BUFFER = 8192;
    /** The bytes of a letter of UTF-8 at most. */
    private static final int LONGEST = 4;
    /** How far the object's beginning is looked for behind a notice. */
    private static final int LOOKED_AT = 16_384;

    private static final Pattern BEGINNING =
            Pattern.compile("\\{\\s*\"\\s*(?:code|error|msg|data)\\s*\"\\s*:", Pattern.CASE_INSENSITIVE);

    private final InputStream in;
    private final String contentType;
    private final byte[] bytes = new byte[BUFFER];
    private final ByteBuffer undecoded = ByteBuffer.wrap(bytes).flip();
    private CharsetDecoder decoder;
    /** Named, and of one byte a letter, until the first letter beyond ASCII shows whether that is true. */
    private Charset declared;

    private boolean needsMore;
    private boolean ended;
    private boolean odd;
    private CharBuffer ahead;
    private boolean noted;

    /** @param contentType the header of the answer, or null */
    AnswerText(InputStream in, String contentType) {
        this.in = in;
        this.contentType = contentType;
    }

    /** @return whether a byte has come that is no part of a character; somewhat ahead of what was read */
    boolean odd() {
        return odd;
    }

    /** @return whether there was text before the JSON object */
    boolean noted() {
        return noted;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (ahead == null) {
            ahead = beginning();
        }
        if (ahead.hasRemaining()) {
            int count = Math.min(length, ahead.remaining());
            ahead.get(buffer, offset, count);
            return count;
        }
        return decode(CharBuffer.wrap(buffer, offset, length));
    }

    /** Reads only as far as needed: an answer that begins with its object is not waited for. */
    private CharBuffer beginning() throws IOException {
        StringBuilder seen = new StringBuilder();
        char[] some = new char[BUFFER];
        while (seen.toString().isBlank() && seen.length() < LOOKED_AT) {
            int count = decode(CharBuffer.wrap(some));
            if (count < 0) {
                return CharBuffer.wrap(seen);
            }
            seen.append(some, 0, count);
        }
        if (seen.toString().stripLeading().startsWith("{")) {
            return CharBuffer.wrap(seen);
        }
        while (true) {
            Matcher object = BEGINNING.matcher(seen);
            if (object.find()) {
                noted = true;
                return CharBuffer.wrap(seen, object.start(), seen.length());
            }
            int count = seen.length() < LOOKED_AT ? decode(CharBuffer.wrap(some)) : -1;
            if (count < 0) {
                return CharBuffer.wrap(seen);
            }
            seen.append(some, 0, count);
        }
    }

    /** Decodes at least one character; -1 at the end. */
    private int decode(CharBuffer out) throws IOException {
        if (!out.hasRemaining()) {
            return 0;
        }
        int start = out.position();
        while (out.position() == start) {
            if (!undecoded.hasRemaining() || needsMore) {
                fill();
            }
            if (decoder == null) {
                begin(charset());
            }
            if (declared != null && !passPlain(out)) {
                settle();
            }
            if (out.position() > start) {
                break;
            }
            CoderResult result = decoder.decode(undecoded, out, ended);
            needsMore = result.isUnderflow();
            if (result.isError()) {
                escape(result.length(), out);
            } else if (result.isUnderflow() && ended) {
                break;
            } else if (result.isOverflow()) {
                if (out.position() == start) {
                    // One char is asked for and a pair comes: only where the parser's buffer is that small.
                    throw new IOException("no room for a character");
                }
                break;
            }
        }
        return out.position() == start ? -1 : out.position() - start;
    }

    private void begin(Charset charset) {
        decoder = charset.newDecoder();
        boolean oneByteEach = decoder.maxCharsPerByte() == 1 && decoder.averageCharsPerByte() == 1;
        declared = oneByteEach && !charset.equals(StandardCharsets.UTF_8) ? charset : null;
    }

    /** Copies what is the same in both; false at the first letter beyond ASCII, and at the end. */
    private boolean passPlain(CharBuffer out) {
        boolean passed = false;
        while (out.hasRemaining() && undecoded.hasRemaining() && undecoded.get(undecoded.position()) >= 0) {
            out.put((char) undecoded.get());
            passed = true;
        }
        return passed;
    }

    /**
     * A server that names a charset of one byte a letter and sends UTF-8, as PHP's JSON always is, says so by its first
     * letters beyond ASCII: those of another charset are no UTF-8.
     */
    private void settle() throws IOException {
        while (undecoded.remaining() < LONGEST && !ended) {
            fill();
        }
        ByteBuffer letters = undecoded.duplicate();
        CoderResult read = StandardCharsets.UTF_8.newDecoder().decode(letters, CharBuffer.allocate(BUFFER), ended);
        decoder = (read.isError() ? declared : StandardCharsets.UTF_8).newDecoder();
        declared = null;
    }

    private void escape(int length, CharBuffer out) {
        odd = true;
        // One at a time where there is no room for all: the decoder comes back to the others.
        int count = Math.max(1, Math.min(length, out.remaining()));
        for (int i = 0; i < count; i++) {
            out.put((char) (0xDC00 + (undecoded.get() & 0xFF)));
        }
        decoder.reset();
        needsMore = false;
    }

    private void fill() throws IOException {
        if (ended) {
            return;
        }
        undecoded.compact();
        int count = in.read(bytes, undecoded.position(), undecoded.remaining());
        if (count < 0) {
            ended = true;
        } else {
            undecoded.position(undecoded.position() + count);
        }
        undecoded.flip();
    }

    private Charset charset() throws IOException {
        while (undecoded.remaining() < 2 && !ended) {
            fill();
        }
        int first = undecoded.remaining() > 0 ? undecoded.get(0) & 0xFF : -1;
        int second = undecoded.remaining() > 1 ? undecoded.get(1) & 0xFF : -1;
        if (first + second == 0xFE + 0xFF && first >= 0xFE) {
            undecoded.position(undecoded.position() + 2);
            return first == 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        if (first == 0 && second > 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (first > 0 && second == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (in instanceof Body body && body.marked()) {
            return StandardCharsets.UTF_8;
        }
        return CharsetName.of(contentType);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
