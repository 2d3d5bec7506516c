package org.clickrouter.poll;

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
final class CallsInFlight {

    /** Short enough that all else has its time within the ten seconds in which the product ends. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final Set<ReportCall> calls = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean over;

    /** A call begins in this context. */
    void begin(ReportCall call, CamelContext context) {
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

    void end(ReportCall call) {
        calls.remove(call);
    }

    private void cut() {
        over = true;
        calls.forEach(ReportCall::giveUp);
    }
}
