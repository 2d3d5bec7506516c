package org.clickrouter.observe;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.clickrouter.store.reports.Trouble;
import org.clickrouter.store.reports.Troubles;
import org.clickrouter.text.Words;

/**
 * No sale waits for somebody: nothing is dead, unrouted, or queued for nobody. It speaks in the overall health alone:
 * the product works, and neither a restart nor another instance would mend it.
 */
public final class StuckHealthCheck extends StoreHealthCheck {

    /** Counting what waits reads all of it: at most one part in so many of the time, however often it is asked. */
    private static final int SHARE = 20;

    private final Troubles troubles;
    private final Supplier<Set<String>> consumed;
    private List<Trouble> last;
    private long askedAgain;

    /** @param consumed destinations from whose queues a route takes */
    public StuckHealthCheck(Troubles troubles, Supplier<Set<String>> consumed, StoreProbe probe) {
        super("sales", probe);
        this.troubles = troubles;
        this.consumed = consumed;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    void look(HealthCheckResultBuilder builder) {
        List<Trouble> all = troubles();
        all.forEach(t -> builder.detail(
                t.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + t.subject(), t.count()));
        List<Trouble> stuck = all.stream().filter(t -> t.kind().stuck()).toList();
        if (stuck.isEmpty()) {
            builder.up();
        } else {
            builder.down().message(stuck.stream().map(StuckHealthCheck::words).collect(Collectors.joining(". ")));
        }
    }

    private synchronized List<Trouble> troubles() {
        long begin = System.nanoTime();
        if (last == null || begin - askedAgain >= 0) {
            last = troubles.all(consumed.get());
            askedAgain = System.nanoTime() + (System.nanoTime() - begin) * SHARE;
        }
        return last;
    }

    private static String words(Trouble trouble) {
        String reason = trouble.reason().isEmpty() ? "" : " (" + trouble.reason() + ")";
        return switch (trouble.kind()) {
            case UNROUTED ->
                Words.count(trouble.count(), "code") + " of operation " + trouble.subject() + " could not be routed"
                        + reason + ": mend the routing file, and they are routed again";
            case DEAD ->
                Words.count(trouble.count(), "delivery") + " to " + trouble.subject()
                        + (trouble.count() == 1 ? " is" : " are") + " dead" + reason
                        + ": `click-router dead` lists them, `replay` sends them again";
            default ->
                Words.count(trouble.count(), "delivery") + " for " + trouble.subject()
                        + " and no route takes from there" + reason;
        };
    }
}
