package org.clickrouter.destination.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.clickrouter.destination.CloudEvent;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.Message;
import org.clickrouter.destination.Sink;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.store.outbox.Delivery;

/**
 * The bean of click-kafka-sink: makes the destination's records and its producer. Brokers and login are read here, not
 * in the route, so that no endpoint URI, log or page shows a password.
 */
public final class KafkaSink extends Sink<KafkaSettings> implements KafkaClientFactory {

    private static final String TOPIC = "kafka.OVERRIDE_TOPIC";

    @Override
    protected KafkaSettings read(DestinationContext context, String destination) {
        return KafkaSettings.of(context.of(destination, KafkaKind.NAME));
    }

    /** Out: the record. */
    public void prepare(Exchange exchange) {
        Message record = record(Deliveries.one(exchange));
        record.headers().put(TOPIC, settings().topic());
        record.into(exchange);
    }

    /** A record keyed by the chat, as a CloudEvent in binary mode (Kafka Protocol Binding 1.0.2). */
    static Message record(Delivery delivery) {
        CloudEvent event = CloudEvent.of(delivery);
        Map<String, Object> headers = new LinkedHashMap<>(event.attributes("ce_"));
        headers.put("content-type", CloudEvent.contentType(delivery));
        headers.put("kafka.KEY", event.key());
        return new Message(headers, CloudEvent.data(delivery));
    }

    @Override
    public Producer<?, ?> getProducer(Properties fromRoute) {
        return new ExplainedProducer(ProducerProperties.of(settings(), destination(), fromRoute));
    }

    /** The brokers are set with everything else. */
    @Override
    public String getBrokers(KafkaConfiguration configuration) {
        return null;
    }

    /** Nothing is consumed here. */
    @Override
    public Consumer<?, ?> getConsumer(Properties properties) {
        throw new IllegalStateException("click-router only sends to Kafka");
    }
}
