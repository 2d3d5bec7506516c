package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.KafkaBroker;
import org.clickrouter.testing.TroubledProxy;

/** Kafka in the failure matrix: a real broker with log-in, reached through TLS. */
final class MatrixKafka extends MatrixKind {

    private static final String TOPIC = "clicks";
    private static final ConfigResource CONFIG = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
    private static final AclBinding FORBIDDEN = new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
            new AccessControlEntry("User:" + KafkaBroker.USER, "*", AclOperation.WRITE, AclPermissionType.DENY));

    private final Path config;
    private final TroubledProxy wire;
    private final KafkaBroker broker;
    private Runnable repair = () -> {};

    MatrixKafka(Certificates certificates, Path folder) throws IOException {
        config = Files.writeString(
                folder.resolve("client.properties"),
                "ssl.truststore.location=" + certificates.trustStore().toUri().getPath()
                        + "\nssl.truststore.type=PKCS12\nssl.truststore.password=" + Certificates.PASSWORD + "\n");
        Path data = Files.createDirectories(folder.resolve("kafka"));
        int[] behind = new int[1];
        wire = new TroubledProxy(
                certificates, () -> behind[0], "\"chat_id\"", new byte[] {0, 0, 16, 0}, new byte[] {0});
        broker = KafkaBroker.start(data, wire.port());
        behind[0] = broker.behind();
        login(true);
        broker.topic(TOPIC);
        trouble(SUCCESS, () -> {});
        broken(
                "no such topic",
                () -> broker.administer(
                        admin -> admin.deleteTopics(List.of(TOPIC)).all().get()),
                () -> broker.topic(TOPIC));
        broken("record too large", () -> set("max.message.bytes", "100"), () -> set("max.message.bytes", "100000"));
        broken("no right to write to the topic", () -> write(false), () -> write(true));
        broken(
                "log-in refused",
                () -> {
                    login(false);
                    wire.hangUp();
                },
                () -> login(true));
        network(wire);
    }

    private void broken(String name, Runnable breaks, Runnable mends) {
        trouble(name, () -> {
            breaks.run();
            repair = mends;
        });
    }

    private void set(String key, String value) {
        broker.administer(admin -> {
            admin.incrementalAlterConfigs(Map.of(
                            CONFIG, List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            await().until(() -> admin.describeConfigs(List.of(CONFIG))
                    .all()
                    .get()
                    .get(CONFIG)
                    .get(key)
                    .value()
                    .equals(value));
        });
    }

    private void write(boolean allowed) {
        broker.administer(admin -> {
            if (allowed) {
                admin.deleteAcls(List.of(FORBIDDEN.toFilter())).all().get();
            } else {
                admin.createAcls(List.of(FORBIDDEN)).all().get();
            }
            await().until(() ->
                    admin.describeAcls(AclBindingFilter.ANY).values().get().isEmpty() == allowed);
        });
    }

    private void login(boolean accepted) {
        broker.administer(admin -> {
            admin.alterUserScramCredentials(List.of(
                            accepted
                                    ? new UserScramCredentialUpsertion(
                                            KafkaBroker.USER,
                                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                                            KafkaBroker.PASSWORD)
                                    : new UserScramCredentialDeletion(KafkaBroker.USER, ScramMechanism.SCRAM_SHA_512)))
                    .all()
                    .get();
            await().until(() ->
                    admin.describeUserScramCredentials().users().get().contains(KafkaBroker.USER) == accepted);
        });
    }

    @Override
    String destination() {
        return "kafka";
    }

    @Override
    String title() {
        return "Kafka";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set("kafka.brokers", host + ":" + wire.port())
                .set("kafka.topic", TOPIC)
                .set("kafka.codes", "*")
                .set("kafka.security-protocol", "SASL_SSL")
                .set("kafka.sasl-mechanism", "SCRAM-SHA-512")
                .set("kafka.user", KafkaBroker.USER)
                .set("kafka.password", KafkaBroker.PASSWORD.replace("\\", "\\\\"))
                .set("kafka.client-config", config.toString())
                .set("kafka.timeout", "6s");
    }

    @Override
    void recover() {
        repair.run();
        repair = () -> {};
        wire.recover();
    }

    @Override
    String has(String chat) {
        List<String> ids = broker.read(TOPIC).stream()
                .filter(record -> record.key().equals(chat))
                .map(record -> new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(ids.stream().distinct()).as("ids of %s", chat).hasSize(1);
        return ids.size() == 1 ? "it, once" : "it " + ids.size() + " times under one ce_id";
    }

    @Override
    public void close() {
        wire.close();
        try {
            broker.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
