package org.clickrouter.poll.limit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * The calls of one Camel context that are in flight. When that context stops they may end by themselves for a while;
 * after that they are cut, so that an API that hangs does not keep the product from ending. Calls of another context,
 * such as that of the routes which took its place, are none of its business.
 */
public final class CallsInFlight {

    /** Short enough that all else has its time within the ten seconds in which the product ends. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    /** A call that can be cut. */
    public interface Call {
        /** Its context has stopped: it is cut, whatever it has come to. */
        void giveUp();
    }

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    private CallsInFlight() {}

    /** @return those of a context, the same for as long as it lives */
    public static CallsInFlight of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        CallsInFlight known = extension.getContextPlugin(CallsInFlight.class);
        return known == null ? made(context) : known;
    }

    private static synchronized CallsInFlight made(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        CallsInFlight known = extension.getContextPlugin(CallsInFlight.class);
        if (known != null) {
            return known;
        }
        CallsInFlight made = new CallsInFlight();
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(made::cut);
            }
        });
        extension.addContextPlugin(CallsInFlight.class, made);
        return made;
    }

    /** A call begins. */
    public void begin(Call call) {
        calls.add(call);
        if (over) {
            call.giveUp();
        }
    }

    /** A call has ended, however. */
    public void end(Call call) {
        calls.remove(call);
    }

    private void cut() {
        over = true;
        calls.forEach(Call::giveUp);
    }
}
