package org.clickrouter.destination.jms;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.destination.Message;
import org.clickrouter.destination.Payload;
import org.clickrouter.destination.Rules;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.text.RootCause;
import org.springframework.jms.connection.CachingConnectionFactory;

/** JMS brokers: {@code jms.url}, and the engineer's own {@code NAME.url} with a queue or topic. */
public final class JmsKind implements DestinationKind {

    static final String NAME = "jms";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "jms.url";
    }

    @Override
    public List<String> destinations(Settings settings) {
        return DestinationSettings.names(settings, NAME, "url").stream()
                .filter(name -> settings.isSet(name + ".queue") || settings.isSet(name + ".topic"))
                .toList();
    }

    @Override
    public boolean isEnabled(Settings settings, String destination) {
        return settings.isSet(destination + ".url");
    }

    @Override
    public List<Problem> check(Settings settings) {
        Rules rules = new Rules(settings);
        rules.addressAndCodes("jms.url", "jms.codes");
        rules.userAndPassword("jms.user", "jms.password");
        if (settings.isSet("jms.url") && rules.good("jms.timeout")) {
            rules.lease("jms.timeout");
        }
        for (String name : destinations(settings)) {
            if (isEnabled(settings, name) && rules.good("jms.timeout", "jms.max-in-flight")) {
                try {
                    JmsConnections.of(JmsSettings.of(new DestinationSettings(settings, name, NAME)), name)
                            .destroy();
                } catch (IllegalArgumentException e) {
                    String key = e.getMessage().startsWith(name + ".url") ? ".url" : ".connection-factory";
                    rules.error(name + key, e.getMessage().replaceFirst("^[^:]*: ", ""));
                }
            }
        }
        return rules.problems();
    }

    @Override
    public void probe(Settings settings, String destination, Clock clock, Consumer<Finding> say) {
        JmsSettings its = JmsSettings.of(new DestinationSettings(settings, destination, NAME));
        CachingConnectionFactory connections = JmsConnections.of(its, destination);
        try {
            connections.createConnection().close();
            say.accept(Finding.good(
                    Topic.DESTINATION_LOGIN,
                    destination,
                    "the broker lets us in; " + its.name() + " is told by the first message"));
        } catch (JMSSecurityException e) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_LOGIN,
                    destination,
                    "the broker refuses the log-in (" + RootCause.line(e) + ")",
                    "Check " + destination + ".user and " + destination + ".password."));
        } catch (JMSException e) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_CONNECTION,
                    destination,
                    "the broker does not answer (" + RootCause.line(e) + ")",
                    "Check " + destination + ".url, and that the broker runs."));
        } finally {
            connections.destroy();
        }
    }

    @Override
    public Payload show(DestinationContext context, Delivery delivery) {
        JmsSettings settings = JmsSettings.of(context.of(delivery.destination(), NAME));
        Message message = JmsSink.message(settings, delivery);
        return Payload.message("message", message.headers(), message.body(), Set.of(), context.settings());
    }
}
