package org.clickrouter.destination.jms;

import jakarta.jms.ConnectionFactory;
import java.lang.reflect.InvocationTargetException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.clickrouter.destination.Defaults;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.Durations;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.UserCredentialsConnectionFactoryAdapter;

/**
 * Bean {@code NAME.connections} of deliver-jms.camel.yaml: one connection to a broker, kept open, a session for each
 * message in flight. Address and login are read here, so that no endpoint URI, log or page shows them.
 */
public final class JmsConnections {

    private static final String KIND = "jms";
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
    public static CachingConnectionFactory of(Settings settings, String name) {
        UserCredentialsConnectionFactoryAdapter login = new UserCredentialsConnectionFactoryAdapter();
        login.setTargetConnectionFactory(driver(settings, name));
        // Nobody else's login: the broker may be another.
        String user = settings.get(name + ".user");
        if (!user.isEmpty()) {
            login.setUsername(user);
            login.setPassword(settings.secret(name + ".password"));
        }
        CachingConnectionFactory connections = new CachingConnectionFactory(login);
        connections.setSessionCacheSize(Integer.parseInt(Defaults.of(settings, name, KIND, "max-in-flight")));
        connections.setReconnectOnException(true);
        return connections;
    }

    private static ConnectionFactory driver(Settings settings, String name) {
        String type = Defaults.of(settings, name, KIND, "connection-factory");
        try {
            ConnectionFactory driver = (ConnectionFactory)
                    Class.forName(type).getConstructor(String.class).newInstance(settings.secret(name + ".url"));
            if (driver instanceof ActiveMQConnectionFactory artemis) {
                // The outbox tries again, on a schedule that survives a restart; here a dead broker is to be noticed
                // soon.
                long timeout = Durations.parse(Defaults.of(settings, name, KIND, "timeout"))
                        .toMillis();
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
