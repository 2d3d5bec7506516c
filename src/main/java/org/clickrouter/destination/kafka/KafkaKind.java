package org.clickrouter.destination.kafka;

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
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;

/** Kafka: {@code kafka.brokers}, and the engineer's own {@code NAME.brokers}. */
public final class KafkaKind implements DestinationKind {

    static final String NAME = "kafka";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "kafka.brokers";
    }

    @Override
    public List<String> destinations(Settings settings) {
        return DestinationSettings.names(settings, NAME, "brokers");
    }

    @Override
    public boolean isEnabled(Settings settings, String destination) {
        return settings.isSet(destination + ".brokers");
    }

    @Override
    public List<Problem> check(Settings settings) {
        Rules rules = new Rules(settings);
        rules.addressAndCodes("kafka.brokers", "kafka.codes");
        rules.userAndPassword("kafka.user", "kafka.password");
        if (settings.isSet("kafka.brokers") && rules.good("kafka.timeout")) {
            rules.lease("kafka.timeout");
        }
        if (rules.good("kafka.security-protocol")) {
            String protocol = settings.get("kafka.security-protocol");
            if (settings.isSet("kafka.user") && !protocol.startsWith("SASL_")) {
                rules.error(
                        "kafka.security-protocol",
                        "must be SASL_SSL or SASL_PLAINTEXT, because kafka.user is set: there would be no login");
            }
            if (settings.isSet("kafka.password") && protocol.equals("SASL_PLAINTEXT")) {
                rules.warning(
                        "kafka.security-protocol",
                        "sends kafka.password unencrypted or weakly hidden: anyone on the way can read it");
            }
        }
        return rules.problems();
    }

    @Override
    public void probe(Settings settings, String destination, Clock clock, Consumer<Finding> say)
            throws InterruptedException {
        new KafkaProbe(KafkaSettings.of(new DestinationSettings(settings, destination, NAME)), destination, say).look();
    }

    @Override
    public Payload show(DestinationContext context, Delivery delivery) {
        Message record = KafkaSink.record(delivery);
        return Payload.message("message", record.headers(), record.body(), Set.of(), context.settings());
    }
}
