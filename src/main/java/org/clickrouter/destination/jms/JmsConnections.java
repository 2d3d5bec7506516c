package org.clickrouter.destination.jms;

import jakarta.jms.ConnectionFactory;
import java.lang.reflect.InvocationTargetException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.UserCredentialsConnectionFactoryAdapter;

/**
 * One connection to a broker, kept open, with a session for each message in flight. Address and login are read here, so
 * that no endpoint URI, log or page shows them.
 */
final class JmsConnections {

    /**
     * Milliseconds from one address of a broker that is away to the next; not seconds, which would count as its
     * silence.
     */
    private static final long BETWEEN_ADDRESSES = 50;

    private JmsConnections() {}

    /**
     * The connections of one destination; nothing is connected before the first message.
     *
     * @throws IllegalArgumentException when its {@code connection-factory} is no class on the path with a constructor
     *     that takes a URL, or refuses the URL; the message shows no URL
     */
    static CachingConnectionFactory of(JmsSettings settings, String name) {
        UserCredentialsConnectionFactoryAdapter login = new UserCredentialsConnectionFactoryAdapter();
        login.setTargetConnectionFactory(driver(settings, name));
        if (!settings.user().isEmpty()) {
            login.setUsername(settings.user());
            login.setPassword(settings.password());
        }
        CachingConnectionFactory connections = new CachingConnectionFactory(login);
        connections.setSessionCacheSize(settings.maxInFlight());
        connections.setReconnectOnException(true);
        return connections;
    }

    private static ConnectionFactory driver(JmsSettings settings, String name) {
        String type = settings.connectionFactory();
        try {
            ConnectionFactory driver = (ConnectionFactory)
                    Class.forName(type).getConstructor(String.class).newInstance(settings.url());
            if (driver instanceof ActiveMQConnectionFactory artemis) {
                // The outbox tries again, on a schedule that survives a restart; here a dead broker is to be noticed
                // soon.
                long timeout = settings.timeout().toMillis();
                artemis.setReconnectAttempts(0);
                artemis.setInitialConnectAttempts(1);
                artemis.setRetryInterval(BETWEEN_ADDRESSES);
                // Before the thread is interrupted, since only this way the client gives up the connection: the next
                // try shall not find it.
                artemis.setCallTimeout(timeout - timeout / 4);
                artemis.setCallFailoverTimeout(timeout - timeout / 4);
                artemis.setBlockOnDurableSend(true);
            }
            return driver;
        } catch (ClassNotFoundException | NoSuchMethodException | ClassCastException e) {
            throw new IllegalArgumentException(name + ".connection-factory = " + type
                    + ": must be a jakarta.jms.ConnectionFactory on the class path"
                    + " with a constructor that takes a URL");
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(name + ".url: is refused by " + type + " ("
                    + e.getCause().getClass().getSimpleName() + ")");
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name + ".connection-factory = " + type + ": cannot be made ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
