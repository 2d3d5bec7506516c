package org.clickrouter.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;

/**
 * One answer of the report API, read as a stream: an iterator of chunks, one chunk ahead, so that the last one is
 * known. Whole records that were read before a failure are given out first, in chunks that are not last; then
 * {@link #hasNext} and {@link #next} throw {@link AnswerException}. An empty answer is one empty chunk that is last.
 * Not for several threads.
 */
public final class Answer implements Iterator<Chunk>, AutoCloseable {
    private static final int ERROR_BODY = 65_536;
    private static final Pattern ANNOUNCED =
            Pattern.compile("(\\d{1,3}(?:[.,]\\d{3})+|\\d{1,18})\\s+records?\\b", Pattern.CASE_INSENSITIVE);

    private final AnswerLimits limits;
    private final int status;
    private final String operation;
    private final String contentType;
    private final Body body;
    private final Verdict verdict;
    private AnswerParser parser;
    private Batch ahead;
    private Chunk ready;
    private AnswerKind kind;
    private AnswerException failure;
    private boolean begun;
    private long records;

    private Answer(InputStream in, int status, String contentType, AnswerLimits limits, String operation) {
        this.limits = limits;
        this.status = status;
        this.operation = operation;
        this.contentType = contentType;
        this.body = new Body(in, success() ? limits.maxBytes() : Math.min(ERROR_BODY, limits.maxBytes()));
        this.verdict = new Verdict(status, limits, body);
    }

    /**
     * Takes an answer; nothing is read before the first {@link #hasNext} or {@link #next}.
     *
     * @param body its bytes, decompressed; null counts as empty
     * @param httpStatus its HTTP status
     * @param contentType its header Content-Type, which may name its charset; or null
     * @param limits how much is taken, how it is cut, and what is masked
     * @param operation the operation that was asked for
     * @return its chunks
     */
    public static Answer read(
            InputStream body, int httpStatus, String contentType, AnswerLimits limits, String operation) {
        return new Answer(
                body == null ? InputStream.nullInputStream() : body, httpStatus, contentType, limits, operation);
    }

    /** The same for an answer without a Content-Type. */
    public static Answer read(InputStream body, int httpStatus, AnswerLimits limits, String operation) {
        return read(body, httpStatus, null, limits, operation);
    }

    /** {@inheritDoc} Throws AnswerException where the answer failed and what was read of it has been given out. */
    @Override
    public boolean hasNext() {
        prepare();
        if (ready == null && failure != null) {
            throw failure;
        }
        return ready != null;
    }

    /** {@inheritDoc} Throws AnswerException as {@link #hasNext} does. */
    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Chunk chunk = ready;
        ready = null;
        return chunk;
    }

    /** @return records read so far, bad ones included; up to a chunk more than were given out */
    public long records() {
        return records;
    }

    /** @return bytes read so far, decompressed */
    public long bytes() {
        return body.count();
    }

    /**
     * @return whether so many records came that the API may have cut the answer silently; complete only after the last
     *     chunk
     */
    public boolean full() {
        return records >= limits.maxRecords() - limits.margin();
    }

    /** @return N where the answer's msg said "N records were found" and was read already */
    public OptionalLong announced() {
        Matcher matcher = ANNOUNCED.matcher(parser == null ? "" : parser.message());
        return matcher.find()
                ? OptionalLong.of(Long.parseLong(matcher.group(1).replaceAll("[.,]", "")))
                : OptionalLong.empty();
    }

    /** @return whether there was other text around the JSON, such as a notice of the web server; known at the end */
    public boolean noted() {
        return parser != null && parser.noted();
    }

    /** Closes the body. */
    @Override
    public void close() throws IOException {
        body.close();
    }

    private void prepare() {
        if (ready != null) {
            return;
        }
        if (!begun) {
            begun = true;
            ahead = fill();
        }
        Batch current = ahead;
        ahead = open() ? fill() : null;
        if (ahead != null && ahead.size() == 0) {
            ahead = null;
        }
        if (current != null) {
            boolean last = kind != null && ahead == null;
            ready = current.size() > 0 || last ? current.chunk(last, body.count()) : null;
        }
    }

    private boolean open() {
        return kind == null && failure == null;
    }

    private boolean success() {
        return status >= 200 && status <= 299;
    }

    /** Reads until a batch is full or the answer has ended, one way or the other. */
    private Batch fill() {
        Batch batch = new Batch();
        try {
            if (success()) {
                readRecords(batch);
            } else {
                kind = verdict.status(parser(), readError());
            }
        } catch (AnswerException known) {
            failure = known;
        } catch (IOException | RuntimeException broken) {
            failure = verdict.broken(broken, records);
        }
        return batch;
    }

    private void readRecords(Batch batch) throws IOException {
        long before = records;
        boolean more = true;
        while (!batch.full(limits) && more) {
            more = parser().step(batch);
            records = before + batch.size();
        }
        if (!more) {
            kind = verdict.whole(parser(), records);
        }
    }

    /** Reads a failure's body as far as it says anything; its HTTP status counts even where the body cannot be read. */
    private boolean readError() throws IOException {
        try {
            boolean more = true;
            while (more) {
                more = parser().step(new Batch());
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private AnswerParser parser() throws IOException {
        if (parser == null) {
            parser = new AnswerParser(body, contentType, operation, limits.maxRecordChars());
        }
        return parser;
    }
}
