package org.clickrouter.outbox;

import java.util.List;
import org.clickrouter.observe.Traceparent;
import org.clickrouter.observe.Tracing;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.ReadTraces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Which reads of the report caused deliveries. Nothing waits for that: where the store does not tell it, it is left
 * out.
 */
final class Causes {

    private static final Logger LOG = LoggerFactory.getLogger(Causes.class);

    private final ReadTraces reads;
    private final String destination;
    /** The one that was asked for last: what fails together was mostly read together. */
    private volatile Known last = new Known("", 0, "");

    private record Known(String operation, long seenAt, String read) {}

    Causes(ReadTraces reads, String destination) {
        this.reads = reads;
        this.destination = destination;
    }

    /** As W3C Trace Context writes them. */
    List<String> of(List<Delivery> group) {
        try {
            return reads.of(group);
        } catch (StoreException e) {
            LOG.debug("destination={}: sent without a word of its read: {}", destination, e.getMessage());
            return List.of();
        }
    }

    /** Lines of the log that this thread writes until it is closed name the read that caused the delivery. */
    MDC.MDCCloseable inLog(Delivery delivery) {
        Known known = last;
        if (known.seenAt != delivery.seenAt() || !known.operation.equals(delivery.operation())) {
            List<String> found = of(List.of(delivery));
            if (found.isEmpty()) {
                return Traceparent.inLog(null);
            }
            known = new Known(delivery.operation(), delivery.seenAt(), found.get(0));
            last = known;
        }
        return Traceparent.inLog(known.read);
    }

    /** Links a send to them, where somebody records it. */
    void link(Tracing.Step send, List<Delivery> group) {
        if (send.isRecorded()) {
            send.with("clickrouter.destination", destination)
                    .with("clickrouter.delivery", group.get(0).request());
            of(group).stream().flatMap(read -> Traceparent.parse(read).stream()).forEach(send::follows);
        }
    }
}
