package org.clickrouter.observe;

import java.util.List;

/** Which queues have a route that takes from them. */
public interface OutboxRoutes {

    /** @return destinations that the routing file names and no route takes from */
    List<String> withoutConsumer();

    /** @return whether a started route takes from the queue of that name */
    boolean isConsumed(String name);

    /** @return destinations from whose queues started routes take */
    List<String> consumed();
}
