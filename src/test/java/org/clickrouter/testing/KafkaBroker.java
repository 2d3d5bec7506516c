package org.clickrouter.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker in this process (KRaft, one node), which can be stopped and started again on its data and ports.
 */
public final class KafkaBroker implements AutoCloseable {

    /** A login that the listener {@link #login()} accepts. */
    public static final String USER = "router";

    public static final String PASSWORD = "kafka-p\"ss\\w0rd";
    private static final int PARTITIONS = 3;

    private final Path folder;
    private final int open = FreePort.any();
    private final int login = FreePort.any();
    private final int controller = FreePort.any();
    private final int behind = FreePort.any();
    private final int wire;
    private KafkaRaftServer server;

    private KafkaBroker(Path folder, int wire) {
        this.folder = folder;
        this.wire = wire;
    }

    /** @param folder an empty one for its data */
    public static KafkaBroker start(Path folder) {
        return start(folder, 0);
    }

    /**
     * One that has a further listener, with SASL SCRAM-SHA-512 and rights, behind something through which its clients
     * come back.
     *
     * @param wire the port on localhost at which they shall look for {@link #behind()}
     */
    public static KafkaBroker start(Path folder, int wire) {
        KafkaBroker broker = new KafkaBroker(folder, wire);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId("4L6g3nShT-eMCtK--X86sw")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("no storage for Kafka", e);
        }
        broker.start();
        return broker;
    }

    /** Starts it again after {@link #stop}. */
    public void start() {
        Properties config = new Properties();
        config.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry(
                        "listeners",
                        "OPEN://127.0.0.1:" + open + ",LOGIN://127.0.0.1:" + login + ",CONTROLLER://127.0.0.1:"
                                + controller),
                Map.entry("advertised.listeners", "OPEN://127.0.0.1:" + open + ",LOGIN://127.0.0.1:" + login),
                Map.entry("listener.security.protocol.map", "OPEN:PLAINTEXT,LOGIN:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "OPEN"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry(
                        "listener.name.login.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + USER + "=\""
                                + PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"") + "\";"),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", "100000"),
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "200"),
                Map.entry("controlled.shutdown.enable", "false"),
                Map.entry("num.network.threads", "1"),
                Map.entry("num.io.threads", "2")));
        if (wire > 0) {
            config.merge("listeners", ",BEHIND://127.0.0.1:" + behind, KafkaBroker::joined);
            config.merge("advertised.listeners", ",BEHIND://localhost:" + wire, KafkaBroker::joined);
            config.merge("listener.security.protocol.map", ",BEHIND:SASL_PLAINTEXT", KafkaBroker::joined);
            config.putAll(Map.of(
                    "listener.name.behind.sasl.enabled.mechanisms",
                    "SCRAM-SHA-512",
                    "listener.name.behind.scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "super.users",
                    "User:ANONYMOUS",
                    "allow.everyone.if.no.acl.found",
                    "true"));
        }
        server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        server.startup();
    }

    public void stop() {
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    /** @return host:port that asks for no login */
    public String brokers() {
        return "127.0.0.1:" + open;
    }

    /** @return host:port that wants SASL PLAIN */
    public String login() {
        return "127.0.0.1:" + login;
    }

    /** @return the port of the listener that has a wire before it */
    public int behind() {
        return behind;
    }

    /** Makes a topic of several partitions. */
    public void topic(String name) {
        administer(admin -> admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                .all()
                .get());
    }

    /** Does something that an administrator does. */
    public void administer(Administration work) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers()))) {
            work.with(admin);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an administrator does. */
    public interface Administration {
        void with(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static Object joined(Object some, Object more) {
        return "" + some + more;
    }

    /** Everything that stands in a topic now. */
    public List<ConsumerRecord<String, String>> read(String topic) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", brokers(), "auto.offset.reset", "earliest", "enable.auto.commit", "false");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            stop();
        }
    }
}
