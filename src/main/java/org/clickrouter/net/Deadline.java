package org.clickrouter.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
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

    private static final int SHORT = 65_536;
    private static final ScheduledExecutorService TIMER = timer();
    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    /** A call under its limit. */
    public static final class Call {
        private Cancellable request;
        private Thread interrupted;
        private boolean expired;
        private ScheduledFuture<?> alarm;

        private synchronized void expire() {
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

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "http-deadline");
            thread.setDaemon(true);
            return thread;
        });
        // Else each call that has ended long ago stays in memory until its limit would have come.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Starts the limit of this thread's next call. */
    public static Call begin(Duration limit) {
        end();
        Call call = new Call();
        call.alarm = TIMER.schedule(call::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
        CURRENT.set(call);
        return call;
    }

    /**
     * Starts a limit on whatever this thread does until {@link #end}: the thread is interrupted then, for clients
     * without a limit of their own, and a request of HTTP that is under way is cut as well, since no interrupt reaches
     * it.
     */
    public static Call interruptAfter(Duration limit) {
        Call call = begin(limit);
        synchronized (call) {
            call.interrupted = Thread.currentThread();
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
    public static Exception explain(Exception failure) {
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
     * Leaves an answer behind whose body says nothing: reads a short one to its end, so that its connection serves
     * again, and cuts a longer one off, which the client would otherwise read to its end, however far that is.
     *
     * @param answer the body, as it is in the message: where there is none, Camel would look through all its converters
     *     for a stream in the message
     */
    public static void leave(Object answer) {
        Call call = CURRENT.get();
        if (!(answer instanceof InputStream stream) || call == null) {
            return;
        }
        try {
            if (stream.readNBytes(SHORT).length == SHORT) {
                call.cut();
            }
        } catch (IOException broken) {
            call.cut();
        }
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
    }
}
