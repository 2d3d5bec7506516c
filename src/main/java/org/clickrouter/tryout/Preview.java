package org.clickrouter.tryout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.DefaultExchange;
import org.clickrouter.net.Deadline;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.outbox.OutboxEndpoint;
import org.clickrouter.store.outbox.Delivery;

/**
 * Makes the message of a delivery without sending it: the bean steps that stand before the sending one in the
 * destination's own route make it here, too, so that what is shown is what would be sent.
 */
public final class Preview {

    /**
     * A message as it would be handed to the component that sends.
     *
     * @param maker name of the bean that made it, such as {@code webhooks}
     * @param message body and headers, signatures and secrets included: not to be shown as it is
     */
    public record Made(String maker, Message message) {}

    private record Step(String bean, String method) {}

    private final CamelContext context;

    public Preview(CamelContext context) {
        this.context = context;
    }

    /**
     * @return the message, or empty where no loaded route takes from the destination's queue, or that route makes none
     *     by a bean
     * @throws Exception what making it fails with
     */
    public Optional<Made> of(Delivery delivery) throws Exception {
        String destination = delivery.destination();
        List<Step> steps = context.getRoutes().stream()
                .filter(route -> takesFrom(route, destination))
                .findFirst()
                .map(this::steps)
                .orElse(List.of());
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(Deliveries.DELIVERIES, List.of(delivery));
        try (var template = context.createProducerTemplate()) {
            for (Step step : steps) {
                String method =
                        step.method == null ? "" : "?method=RAW(" + step.method.replace("{{name}}", destination) + ")";
                template.send("bean:" + step.bean + method, exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
            }
        } finally {
            // A step may have begun the time limit of a call that never comes.
            Deadline.end();
        }
        return Optional.of(new Made(steps.get(0).bean, exchange.getMessage()));
    }

    private static boolean takesFrom(Route route, String destination) {
        return route.getEndpoint() instanceof OutboxEndpoint outbox
                && outbox.getName().equals(destination);
    }

    private List<Step> steps(Route route) {
        List<Step> steps = new ArrayList<>();
        for (ProcessorDefinition<?> step : ((ModelCamelContext) context)
                .getRouteDefinition(route.getRouteId())
                .getOutputs()) {
            if (step instanceof ToDefinition || step instanceof ToDynamicDefinition) {
                break;
            }
            if (step instanceof BeanDefinition bean) {
                steps.add(new Step(bean.getRef(), bean.getMethod()));
            }
        }
        return steps;
    }
}
