package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.clickrouter.run.Router;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.JmsBroker;
import org.clickrouter.testing.TroubledProxy;
import org.springframework.jms.connection.CachingConnectionFactory;

/** JMS in the failure matrix: a real Artemis with log-in, reached through TLS. */
final class MatrixJms extends MatrixKind {

    private static final String QUEUE = "clicks";
    /** Bytes; less than a message has. */
    private static final long FEW = 500;

    private final Certificates certificates;
    private final JmsBroker broker;
    private final TroubledProxy wire;
    private Runnable repair = () -> {};

    /** What an administrator does. */
    private interface Administration {
        void with(ActiveMQServer server) throws Exception;
    }

    MatrixJms(Certificates certificates, Path folder) throws IOException {
        this.certificates = certificates;
        broker = JmsBroker.start(Files.createDirectories(folder.resolve("jms")));
        wire = new TroubledProxy(certificates, broker::port, "\"chat_id\"", new byte[] {0, 0, 16, 0}, new byte[] {0});
        broker.queue(QUEUE);
        trouble(SUCCESS, () -> {});
        broken(
                "address full, policy FAIL",
                server -> server.getAddressSettingsRepository()
                        .addMatch(
                                QUEUE,
                                new AddressSettings()
                                        .setMaxSizeBytes(FEW)
                                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)),
                server -> server.getAddressSettingsRepository().removeMatch(QUEUE));
        broken(
                "no right to send",
                server -> server.getSecurityRepository()
                        .addMatch(
                                QUEUE,
                                Set.of(new Role(
                                        "all", false, true, true, true, true, true, true, true, true, true, true,
                                        true))),
                server -> server.getSecurityRepository().removeMatch(QUEUE));
        broken("log-in refused", server -> broker.login(false), server -> broker.login(true));
        broken(
                "no such queue",
                server -> {
                    server.getAddressSettingsRepository()
                            .addMatch(
                                    "#",
                                    new AddressSettings()
                                            .setAutoCreateAddresses(false)
                                            .setAutoCreateQueues(false));
                    // The address stays: the broker takes messages for it, and drops them.
                    server.destroyQueue(SimpleString.of(QUEUE));
                },
                server -> {
                    server.getAddressSettingsRepository().removeMatch("#");
                    broker.queue(QUEUE);
                });
        network(wire);
    }

    private void broken(String name, Administration breaks, Administration mends) {
        trouble(name, () -> {
            administer(breaks);
            repair = () -> administer(mends);
        });
    }

    private void administer(Administration work) {
        try {
            work.with(broker.administer());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    String destination() {
        return "jms";
    }

    @Override
    String title() {
        return "JMS (ActiveMQ Artemis)";
    }

    /**
     * With so small a window that a sender has to ask for leave each time, and hears at once that the address is full.
     */
    @Override
    void settings(Rig rig, String host) {
        rig.set(
                        "jms.url",
                        "tcp://" + host + ":" + wire.port() + "?producerWindowSize=1000&sslEnabled=true&trustStorePath="
                                + certificates.trustStore() + "&trustStoreType=PKCS12&trustStorePassword="
                                + Certificates.PASSWORD)
                .set("jms.queue", QUEUE)
                .set("jms.codes", "*")
                .set("jms.user", JmsBroker.USER)
                .set("jms.password", JmsBroker.PASSWORD)
                .set("jms.timeout", "6s");
    }

    @Override
    void disconnect(Router router) {
        router.context()
                .getRegistry()
                .findByType(CachingConnectionFactory.class)
                .forEach(CachingConnectionFactory::resetConnection);
    }

    @Override
    void recover() {
        repair.run();
        repair = () -> {};
        wire.recover();
    }

    @Override
    String has(String chat) throws JMSException {
        List<String> ids = new ArrayList<>();
        for (Message message : broker.browse(QUEUE)) {
            if (chat.equals(message.getStringProperty("JMSXGroupID"))) {
                ids.add(message.getJMSCorrelationID());
            }
        }
        assertThat(ids.stream().distinct()).as("ids of %s", chat).hasSize(1);
        return ids.size() == 1 ? "it, once" : "it " + ids.size() + " times under one id";
    }

    @Override
    public void close() {
        wire.close();
        broker.close();
    }
}
