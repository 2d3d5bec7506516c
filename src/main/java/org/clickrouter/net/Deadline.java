package org.clickrouter.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;

/**
 * A time limit on a whole call, be it HTTP's, a mail's or a database's, from connecting to the last byte of the answer.
 * Neither the socket's nor the response's time-out is that: both begin anew with each byte, so a trickle never ends. A
 * call is one thread's, so its deadline is too.
 */
public final class Deadline implements HttpClientConfigurer {

    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<Scope> SCOPE = new ThreadLocal<>();

    /** A call under its limit. */
    public static final class Call {
        private Cancellable request;
        private Thread interrupted;
        private boolean expired;
        private Future<?> alarm;
        private final LongSupplier nanos;
        private final long begun;
        private final Duration limit;

        private Call(Duration limit, LongSupplier nanos) {
            this.limit = limit;
            this.nanos = nanos;
            this.begun = nanos.getAsLong();
        }

        /** The limit is reached, be it before its time. */
        public synchronized void expire() {
            expired = true;
            cut();
        }

        private synchronized void attach(Cancellable running) {
            request = running;
            if (expired) {
                cut();
            }
        }

        /** Ends the call at once: the connection is closed, nothing more is read. */
        public synchronized void cut() {
            if (request != null) {
                request.cancel();
            }
            if (interrupted != null) {
                interrupted.interrupt();
            }
        }

        /**
         * To be asked last before anything is sent. A process that stood still goes on with all its threads at once,
         * and the alarm may be the later one.
         */
        private boolean isTooLate() {
            if (nanos.getAsLong() - begun >= limit.toNanos()) {
                expire();
            }
            return expired();
        }

        private synchronized boolean cutByTheLimit() {
            return expired && (request != null || interrupted != null);
        }

        /** @return whether the limit was reached */
        public synchronized boolean expired() {
            return expired;
        }

        /**
         * From here on nothing is cut; an interrupt that came at the last moment must not reach this thread's next
         * work.
         */
        private synchronized void over() {
            alarm.cancel(false);
            request = null;
            interrupted = null;
            if (expired) {
                Thread.interrupted();
            }
        }
    }

    /**
     * The work of a thread: whatever limit is set while it lasts ends with it.
     *
     * <pre>{@code
     * try (Deadline.Scope limits = Deadline.scope()) { ... }
     * }</pre>
     */
    public static Scope scope() {
        end();
        Scope scope = new Scope();
        SCOPE.set(scope);
        return scope;
    }

    /** See {@link #scope()}. */
    public static final class Scope implements AutoCloseable {

        private Scope() {}

        /** @return the failure; that it took too long where a limit is what ended it */
        public Exception explain(Exception failure) {
            return Deadline.explain(failure);
        }

        @Override
        public void close() {
            end();
            SCOPE.remove();
        }
    }

    /** Starts the limit of this thread's next call. */
    public static Call begin(Duration limit) {
        return begin(limit, System::nanoTime);
    }

    static Call begin(Duration limit, LongSupplier nanos) {
        end();
        Call call = new Call(limit, nanos);
        call.alarm = Alarms.in(limit, call::expire);
        CURRENT.set(call);
        return call;
    }

    /**
     * Starts a limit on whatever this thread does until {@link #end}: the thread is interrupted then, for clients
     * without a limit of their own, and a request of HTTP that is under way is cut as well, since no interrupt reaches
     * it. A thread without a {@link #scope} is not interrupted: nobody would end the limit, and it would meet the
     * thread's later work, as in a host's route behind a queue of its own.
     */
    public static Call interruptAfter(Duration limit) {
        Call call = begin(limit);
        if (SCOPE.get() != null) {
            synchronized (call) {
                call.interrupted = Thread.currentThread();
            }
        }
        return call;
    }

    /**
     * Closes a connection at the limit of this thread's call, where one is under way; for clients other than HTTP's.
     */
    public static void watch(Closeable connection) {
        Call call = CURRENT.get();
        if (call != null) {
            call.attach(() -> {
                try {
                    connection.close();
                    return true;
                } catch (IOException gone) {
                    return false;
                }
            });
        }
    }

    /** @return the failure of this thread's call; that it took too long where the limit is what ended it */
    private static Exception explain(Exception failure) {
        Call call = CURRENT.get();
        return call != null && call.cutByTheLimit()
                ? new DeliveryException(FailureKind.TIMED_OUT, "took longer than its time-out", null, null, failure)
                : failure;
    }

    /** @return this thread's call, or null where none is under way */
    public static Call current() {
        return CURRENT.get();
    }

    /**
     * Ends the limit of this thread's call.
     *
     * @return the call, or null where none was under way
     */
    public static Call end() {
        Call call = CURRENT.get();
        if (call != null) {
            call.over();
            CURRENT.remove();
        }
        return call;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.addExecInterceptorFirst("deadline", (request, scope, chain) -> {
            Call call = CURRENT.get();
            if (call != null && scope.originalRequest instanceof Cancellable running) {
                call.attach(running);
            }
            return chain.proceed(request, scope);
        });
        client.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "not-too-late", (request, scope, chain) -> {
            Call call = CURRENT.get();
            if (call != null && call.isTooLate()) {
                throw new InterruptedIOException("the time for it was over before it was sent");
            }
            return chain.proceed(request, scope);
        });
    }
}
