package org.clickrouter.poll.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whose calls are cut when routes end: theirs, and those of nobody else. */
class CallsInFlightTest {

    private static AtomicBoolean begun(CamelContext context) {
        AtomicBoolean cut = new AtomicBoolean();
        CallsInFlight.of(context).begin(() -> cut.set(true));
        return cut;
    }

    /** After a reload the new routes poll in a context of their own, for days. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aContextThatEndsCutsItsOwnCallsAndThoseOfNoOther() throws Exception {
        try (CamelContext replaced = new DefaultCamelContext();
                CamelContext running = new DefaultCamelContext()) {
            replaced.start();
            running.start();
            AtomicBoolean old = begun(replaced);
            AtomicBoolean current = begun(running);

            replaced.stop();

            await().untilTrue(old);
            assertThat(current).isFalse();
            assertThat(begun(running)).isFalse();
            assertThat(begun(replaced)).as("begun too late").isTrue();
        }
    }

    /** However many took turns before: the product ends with the routes that run last. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void callsOfAContextThatCameLaterAreCutWhenItEnds() throws Exception {
        try (CamelContext first = new DefaultCamelContext();
                CamelContext last = new DefaultCamelContext()) {
            first.start();
            begun(first);
            last.start();
            AtomicBoolean current = begun(last);

            last.stop();

            await().untilTrue(current);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whatHasEndedIsNotCut() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            AtomicBoolean ended = new AtomicBoolean();
            CallsInFlight.Call call = () -> ended.set(true);
            CallsInFlight.of(context).begin(call);
            CallsInFlight.of(context).end(call);
            AtomicBoolean other = begun(context);

            context.stop();

            await().untilTrue(other);
            assertThat(ended).isFalse();
        }
    }
}
