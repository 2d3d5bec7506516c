package org.clickrouter.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChain.Scope;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * A time limit on the calls of one HTTP client of whose answers little is wanted: from connecting to the last byte that
 * is read. A short body is read to its end, so that its connection serves again; a longer one is cut off. What is left
 * of a body is nothing after a success, unless that is asked for, and else its beginning, as far as it came. Neither
 * the socket's nor the response's time-out is such a limit: both begin anew with each byte.
 */
public final class CallLimit implements ExecChainHandler {

    private static final int SHORT = 65_536;
    /** Of a refusal's body: it often says why. */
    private static final int BEGINNING = 2048;

    private static final int GZIP_HEAD = 10;

    private final Duration limit;
    private final int kept;

    /** @param limit the longest that a call may take */
    public CallLimit(Duration limit) {
        this(limit, 0);
    }

    /**
     * @param limit the longest that a call may take
     * @param kept how many bytes of a success's body are left, at most
     */
    public CallLimit(Duration limit, int kept) {
        this.limit = limit;
        this.kept = kept;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean late = new AtomicBoolean();
        Future<?> alarm = Alarms.in(limit, () -> {
            late.set(true);
            cut(scope);
        });
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            leave(response, scope);
            return response;
        } catch (IOException | IllegalStateException e) {
            // A call that was ended before it had a connection, as while it waited for a token, finds none.
            if (late.get()) {
                InterruptedIOException timeOut = new InterruptedIOException("took longer than its time-out");
                timeOut.initCause(e);
                throw timeOut;
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private void leave(ClassicHttpResponse response, Scope scope) {
        HttpEntity body = response.getEntity();
        response.setEntity(null);
        if (body == null) {
            return;
        }
        byte[] start = new byte[response.getCode() / 100 == 2 ? kept : BEGINNING];
        int length = 0;
        try (InputStream stream = body.getContent()) {
            for (int read = 0; read >= 0 && length < start.length; length += Math.max(read, 0)) {
                read = stream.read(start, length, start.length - length);
            }
            if (stream.readNBytes(SHORT).length == SHORT) {
                // Before it is closed, which would read it to its end, however far that is.
                cut(scope);
            }
        } catch (IOException broken) {
            cut(scope);
        }
        Header encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && encoding.getValue().matches("(?i)(x-)?gzip") && !isGzip(start, length)) {
            // Who says so and sends none would only have his status hidden by what fails on it.
            response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
        }
        if (length > 0) {
            response.setEntity(new ByteArrayEntity(start, 0, length, null));
        }
    }

    private static boolean isGzip(byte[] start, int length) {
        return length > GZIP_HEAD
                && start[0] == (byte) GZIPInputStream.GZIP_MAGIC
                && start[1] == (byte) (GZIPInputStream.GZIP_MAGIC >> 8);
    }

    private static void cut(Scope scope) {
        if (scope.originalRequest instanceof Cancellable running) {
            running.cancel();
        }
    }
}
