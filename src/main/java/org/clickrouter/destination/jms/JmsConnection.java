package org.clickrouter.destination.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.Sink;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The connections of click-jms-sink, made when the first message comes. */
public final class JmsConnection extends Sink<CachingConnectionFactory> implements ConnectionFactory {

    @Override
    protected CachingConnectionFactory read(DestinationContext context, String destination) {
        CachingConnectionFactory made =
                JmsConnections.of(JmsSettings.of(context.of(destination, JmsKind.NAME)), destination);
        context.held().accept(made::destroy);
        return made;
    }

    @Override
    public Connection createConnection() throws JMSException {
        return settings().createConnection();
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        return settings().createConnection(user, password);
    }

    @Override
    public JMSContext createContext() {
        return settings().createContext();
    }

    @Override
    public JMSContext createContext(String user, String password) {
        return settings().createContext(user, password);
    }

    @Override
    public JMSContext createContext(String user, String password, int sessionMode) {
        return settings().createContext(user, password, sessionMode);
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return settings().createContext(sessionMode);
    }
}
