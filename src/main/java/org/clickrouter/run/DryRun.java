package org.clickrouter.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.store.outbox.Delivery;

/**
 * One trial of a route from which nothing leaves: what its lookups answer, what was passed over, what would be sent.
 */
public final class DryRun {

    private static final String PROPERTY = "clickRouterDryRun";
    /** Components whose answer is rows, as Java objects; all else answers a text. */
    private static final Set<String> OF_ROWS = Set.of("sql", "sql-stored", "jdbc");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> answers;
    private final Set<String> passedOver = new LinkedHashSet<>();
    private final Set<String> unanswered = new LinkedHashSet<>();
    private final List<Delivery> sent = new ArrayList<>();

    /** @param answers what a step answers by its id: a text, or what JSON may be */
    public DryRun(Map<String, Object> answers) {
        this.answers = answers;
    }

    /** From now on the exchange, and each that is made of it, belongs to this trial. */
    public DryRun of(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        return this;
    }

    /** @return the trial that an exchange belongs to, or null */
    static DryRun in(Exchange exchange) {
        return exchange.getProperty(PROPERTY, DryRun.class);
    }

    /** @return the calls that were passed over, without anything secret; null where there were none */
    public synchronized String skipped() {
        return passedOver.isEmpty() ? null : String.join(", ", passedOver);
    }

    /** @return ids of the steps whose call was passed over; null where there were none */
    public synchronized String unanswered() {
        return unanswered.isEmpty() ? null : String.join(", ", unanswered);
    }

    /** @return what reached the sink of a destination, in order, with the body that the route made */
    public synchronized List<Delivery> sent() {
        return List.copyOf(sent);
    }

    synchronized void reachesSink(Exchange exchange) {
        sent.add(Deliveries.one(exchange));
    }

    /**
     * In place of a call.
     *
     * @param step its id, or null
     * @param name what is called, without anything secret
     */
    synchronized void call(Exchange exchange, String step, String scheme, String name) {
        if (step == null || !answers.containsKey(step)) {
            passedOver.add(name);
            unanswered.add(step == null ? name : step);
            return;
        }
        Object answer = answers.get(step);
        exchange.getMessage().setBody(OF_ROWS.contains(scheme) ? answer : text(answer));
    }

    private static String text(Object answer) {
        try {
            return answer instanceof String text ? text : answer == null ? "" : JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
