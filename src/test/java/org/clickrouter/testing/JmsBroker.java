package org.clickrouter.testing;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * A real ActiveMQ Artemis in this process with a journal on disk, which can be stopped and started again on its data
 * and port.
 */
public final class JmsBroker implements AutoCloseable {

    /** The login that it asks for. */
    public static final String USER = "router";

    public static final String PASSWORD = "jms-p4ssw0rd";

    private final Path folder;
    private final int port = FreePort.any();
    private final SecurityConfiguration users = new SecurityConfiguration();
    private EmbeddedActiveMQ server;

    private JmsBroker(Path folder) {
        this.folder = folder;
    }

    /** @param folder for its journal */
    public static JmsBroker start(Path folder) {
        JmsBroker broker = new JmsBroker(folder);
        broker.start();
        return broker;
    }

    /** Starts it again after {@link #stop}. */
    public void start() {
        try {
            ConfigurationImpl config = new ConfigurationImpl();
            config.setPersistenceEnabled(true)
                    .setJournalType(JournalType.NIO)
                    .setJournalDirectory(folder.resolve("journal").toString())
                    .setBindingsDirectory(folder.resolve("bindings").toString())
                    .setLargeMessagesDirectory(folder.resolve("large").toString())
                    .setPagingDirectory(folder.resolve("paging").toString())
                    .setJournalFileSize(1 << 20)
                    .setJournalMinFiles(2)
                    .setJMXManagementEnabled(false)
                    .setSecurityEnabled(true)
                    .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port);
            config.putSecurityRoles(
                    "#",
                    Set.of(new Role("all", true, true, true, true, true, true, true, true, true, true, true, true)));
            // What an administrator changes counts at once.
            config.setAuthenticationCacheSize(0).setAuthorizationCacheSize(0);
            login(true);
            server = new EmbeddedActiveMQ()
                    .setConfiguration(config)
                    .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("no Artemis for the test", e);
        }
    }

    public void stop() {
        try {
            server.stop();
            server = null;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param accepted whether the login is from now on accepted */
    public void login(boolean accepted) {
        if (accepted) {
            users.addUser(USER, PASSWORD);
            users.addRole(USER, "all");
        } else {
            users.removeUser(USER);
        }
    }

    /** @return for what an administrator does */
    public ActiveMQServer administer() {
        return server.getActiveMQServer();
    }

    public int port() {
        return port;
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Makes a queue, so that who sends and who looks need not race for it. */
    public void queue(String name) {
        try {
            server.getActiveMQServer().createQueue(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that stands in a queue now; it stays there. */
    public List<Message> browse(String queue) {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url());
                JMSContext context = factory.createContext(USER, PASSWORD);
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            List<Message> messages = new ArrayList<>();
            Collections.list((Enumeration<?>) browser.getEnumeration())
                    .forEach(message -> messages.add((Message) message));
            return messages;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            stop();
        }
    }
}
