package org.clickrouter.doctor.destinations;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Settings;

/** One destination, as its kind looks at it. */
public final class DestinationCheck implements Check {

    /** Less than the time that all checks have, so that what a receiver does not answer is told in its own words. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Settings settings;
    private final String destination;
    private final Clock clock;
    private final Duration patience;

    public DestinationCheck(Settings settings, String destination, Clock clock) {
        this(settings, destination, clock, PATIENCE);
    }

    /** @param patience how long a mail server, a broker or a database may take to answer; whole seconds */
    public DestinationCheck(Settings settings, String destination, Clock clock, Duration patience) {
        this.settings = settings;
        this.destination = destination;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Topic topic() {
        return Topic.DESTINATION_CONNECTION;
    }

    @Override
    public String subject() {
        return destination;
    }

    @Override
    public boolean online() {
        return true;
    }

    @Override
    public void look(Consumer<Finding> say) throws Exception {
        Map<String, String> limits = new TreeMap<>();
        for (String kind : new String[] {"email", "kafka", "jms", "sql"}) {
            limits.put(kind + ".timeout", patience.toSeconds() + "s");
        }
        DestinationKinds.of(settings, destination).probe(settings.with(limits), destination, clock, say);
    }
}
