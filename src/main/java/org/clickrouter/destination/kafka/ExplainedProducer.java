package org.clickrouter.destination.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * A producer that says why a record could not be sent. Kafka's own, once it has been connected, says of a refused
 * log-in, a wrong certificate, brokers that are away or a topic that is gone only that time ran out. What it keeps to
 * itself a new client is told when it connects.
 */
final class ExplainedProducer extends KafkaProducer<Object, Object> {

    private final Properties question = new Properties();
    private final AtomicReference<CompletableFuture<Throwable>> asking = new AtomicReference<>();

    /**
     * @param properties of Kafka's producer; its {@code max.block.ms} is also the longest that asking for the reason
     *     may take
     */
    ExplainedProducer(Properties properties) {
        super(properties);
        question.putAll(properties);
        question.put("client.id", properties.get("client.id") + "-why");
        // Nothing is sent.
        question.put("enable.idempotence", false);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<Object, Object> record, Callback callback) {
        return new Explained(
                super.send(record, callback), failure -> ranOut(failure) ? reason(record.topic(), failure) : failure);
    }

    /** Whether a record has left the buffer only because its time was over. */
    private static boolean ranOut(Throwable failure) {
        return failure instanceof org.apache.kafka.common.errors.TimeoutException
                && failure.getMessage().startsWith("Expiring");
    }

    private Throwable reason(String topic, Throwable failure) {
        CompletableFuture<Throwable> mine = new CompletableFuture<>();
        // One asks for all whose time ran out with its own.
        CompletableFuture<Throwable> asked = asking.compareAndExchange(null, mine);
        if (asked == null) {
            Throwable reason = null;
            try {
                reason = ask(topic);
            } finally {
                asking.set(null);
                mine.complete(reason);
            }
        }
        Throwable reason = (asked == null ? mine : asked).join();
        return reason == null ? failure : reason;
    }

    /** @return why a new client cannot reach the topic; null when it can */
    private KafkaException ask(String topic) {
        KafkaProducer<Object, Object> fresh = null;
        try {
            fresh = new KafkaProducer<>(question);
            fresh.partitionsFor(topic);
            return null;
        } catch (KafkaException e) {
            return e;
        } finally {
            if (fresh != null) {
                fresh.close(Duration.ZERO);
            }
        }
    }

    /** Tells the reason of a failure to whoever waits for it. */
    private record Explained(Future<RecordMetadata> sent, Function<Throwable, Throwable> reason)
            implements Future<RecordMetadata> {

        @Override
        public RecordMetadata get() throws InterruptedException, ExecutionException {
            try {
                return sent.get();
            } catch (ExecutionException e) {
                throw new ExecutionException(reason.apply(e.getCause()));
            }
        }

        @Override
        public RecordMetadata get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            try {
                return sent.get(timeout, unit);
            } catch (ExecutionException e) {
                throw new ExecutionException(reason.apply(e.getCause()));
            }
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return sent.cancel(mayInterrupt);
        }

        @Override
        public boolean isCancelled() {
            return sent.isCancelled();
        }

        @Override
        public boolean isDone() {
            return sent.isDone();
        }
    }
}
