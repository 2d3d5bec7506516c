package org.clickrouter.destination.jms;

import java.time.Duration;
import org.clickrouter.destination.DestinationSettings;

/**
 * What is set of one destination at a JMS broker.
 *
 * @param url of the broker; may hold secrets
 * @param name of the queue or topic
 * @param isTopic which of both
 * @param user empty for no login
 * @param connectionFactory class of a jakarta.jms.ConnectionFactory
 * @param dropsRepeats whether Artemis is told to drop the repeat of a message
 * @param timeout the longest that one message may take
 * @param maxInFlight messages at the same time
 */
record JmsSettings(
        String url,
        String name,
        boolean isTopic,
        String user,
        String password,
        String connectionFactory,
        boolean dropsRepeats,
        Duration timeout,
        int maxInFlight) {

    static JmsSettings of(DestinationSettings settings) {
        boolean topic = settings.isSet("topic");
        return new JmsSettings(
                settings.secret("url"),
                settings.own(topic ? "topic" : "queue"),
                topic,
                // Nobody else's login: the broker may be another.
                settings.own("user"),
                settings.secret("password"),
                settings.get("connection-factory"),
                Boolean.parseBoolean(settings.get("drop-repeats")),
                settings.duration("timeout"),
                settings.integer("max-in-flight"));
    }

    /** Shows neither address nor password. */
    @Override
    public String toString() {
        return "JmsSettings[" + name + "]";
    }
}
