package org.clickrouter.destination.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.text.RootCause;

/** Asks the brokers for the topic; writes nothing. */
final class KafkaProbe {

    private static final long PATIENCE_SECONDS = 7;

    private final KafkaSettings settings;
    private final String destination;
    private final Consumer<Finding> say;

    KafkaProbe(KafkaSettings settings, String destination, Consumer<Finding> say) {
        this.settings = settings;
        this.destination = destination;
        this.say = say;
    }

    void look() throws InterruptedException {
        Properties properties = ProducerProperties.of(settings, destination, new Properties());
        for (String ofProducers :
                List.of("acks", "enable.idempotence", "linger.ms", "delivery.timeout.ms", "max.block.ms")) {
            properties.remove(ofProducers);
        }
        properties.put("default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        properties.put("request.timeout.ms", (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS) / 2);
        Admin admin = Admin.create(properties);
        try {
            TopicDescription topic = admin.describeTopics(List.of(settings.topic()))
                    .topicNameValues()
                    .get(settings.topic())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            long replicas = topic.partitions().stream()
                    .mapToLong(partition -> partition.replicas().size())
                    .min()
                    .orElse(0);
            say.accept(
                    replicas > 1
                            ? Finding.good(Topic.DESTINATION_TARGET, destination, told(topic, replicas))
                            : Finding.warning(
                                    Topic.DESTINATION_TARGET,
                                    destination,
                                    told(topic, replicas) + ": with its disk messages are lost",
                                    "Give the topic a replication factor of 3 where there are so many brokers."));
        } catch (ExecutionException e) {
            failed(e.getCause());
        } catch (TimeoutException e) {
            failed(e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static String told(TopicDescription topic, long replicas) {
        return "topic " + topic.name() + " has " + topic.partitions().size() + " partitions, each on " + replicas
                + (replicas == 1 ? " broker" : " brokers");
    }

    private void failed(Throwable cause) {
        String line = RootCause.line(cause);
        if (cause instanceof UnknownTopicOrPartitionException) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_TARGET,
                    destination,
                    "there is no topic " + settings.topic() + ", or the user may not see it",
                    "Make the topic, or mend " + destination + ".topic."));
        } else if (cause instanceof AuthenticationException) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_LOGIN,
                    destination,
                    "the brokers refuse the log-in (" + line + ")",
                    "Check " + destination + ".user, password, security-protocol and sasl-mechanism."));
        } else {
            say.accept(Finding.bad(
                    Topic.DESTINATION_CONNECTION,
                    destination,
                    "no broker answers (" + line + ")",
                    "Check " + destination + ".brokers, and that the names that the brokers give out can be reached."));
        }
    }
}
