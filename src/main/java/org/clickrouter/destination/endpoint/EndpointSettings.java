package org.clickrouter.destination.endpoint;

import java.time.Duration;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.destination.DestinationSettings;

/**
 * What is set of a destination that is any endpoint of Camel.
 *
 * @param format shape of the body
 * @param timeout the longest that one message may take
 */
record EndpointSettings(BodyFormat format, Duration timeout) {

    /** What is not set is as for the shipped webhook, whose bodies these are. */
    static final String LIKE = "webhook";

    static EndpointSettings of(DestinationSettings settings) {
        return new EndpointSettings(BodyFormat.parse(settings.get("format")), settings.duration("timeout"));
    }
}
