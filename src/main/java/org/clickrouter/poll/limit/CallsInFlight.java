package org.clickrouter.poll.limit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * The calls of one context that are in flight. When it stops they may end by themselves for a while; after that they
 * are cut, so that an API that hangs does not keep the product from ending.
 */
public final class CallsInFlight {

    /** Short enough that all else has its time within the ten seconds in which the product ends. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    /** A call that can be cut. */
    public interface Call {
        /** The product ends: it is cut, whatever it has come to. */
        void giveUp();
    }

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean over;

    /** A call begins in this context. */
    public void begin(Call call, CamelContext context) {
        if (watching.compareAndSet(false, true)) {
            context.addLifecycleStrategy(new LifecycleStrategySupport() {
                @Override
                public void onContextStopping(CamelContext stopping) {
                    CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                            .execute(CallsInFlight.this::cut);
                }
            });
        }
        calls.add(call);
        if (over) {
            call.giveUp();
        }
    }

    public void end(Call call) {
        calls.remove(call);
    }

    private void cut() {
        over = true;
        calls.forEach(Call::giveUp);
    }
}
