package org.clickrouter.outbox;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Gathering;
import org.clickrouter.store.outbox.Periods;

/**
 * Queue clicks for a destination, and send what is queued.
 *
 * <p>As a producer, in the routing file, it adds a delivery for the destination to the click on its way; both are
 * stored in one transaction. As a consumer it hands what is due to the destination's route, and keeps how that ended:
 * done, to be tried again, dead.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "outbox",
        title = "Outbox",
        syntax = "outbox:name",
        category = {Category.MESSAGING},
        headersClass = Void.class)
public final class OutboxEndpoint extends DefaultEndpoint {

    @UriPath(
            description = "Name of the destination, of its queue and of its settings: 1 to 64 letters, digits, - or _.")
    @Metadata(required = true)
    private String name;

    @UriParam(
            label = "consumer",
            defaultValue = "8",
            description = "How many exchanges the route gets at the same time, at most.")
    private int maxInFlight = 8;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description =
                    "How many exchanges a second the route gets at most, a fraction such as 0.5 too; 0 is no limit."
                            + " It is kept before anything is claimed, and by each instance for itself.")
    private double rate;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description = "How many deliveries one exchange carries at most; above 1 its body is a list of them.")
    private int batch = 1;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "0",
            description = "Collects deliveries for this long into one exchange; 0: each goes as soon as it can.")
    private long every;

    @UriParam(
            label = "consumer",
            description =
                    "Collects deliveries into one exchange each day at this time of the zone, such as 08:00, or at"
                            + " several: 08:00,17:00. In the place of every.")
    private String at = "";

    @UriParam(label = "consumer", defaultValue = "UTC", description = "The time zone of at, such as America/Bogota.")
    private String zone = "UTC";

    @UriParam(
            label = "consumer,advanced",
            javaType = "java.time.Duration",
            description = "How long a claim lasts without being extended; delivery.lease where nothing is said here.")
    private long lease = 60_000;

    @UriParam(
            label = "consumer,advanced",
            javaType = "java.time.Duration",
            defaultValue = "1000",
            description = "How long to wait for the next look into the queue when nothing was due and nothing signals.")
    private long idle = 1_000;

    OutboxEndpoint(String uri, OutboxComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        return new OutboxProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        OutboxConsumer consumer = new OutboxConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public OutboxComponent getComponent() {
        return (OutboxComponent) super.getComponent();
    }

    /** @return the destination's name */
    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public double getRate() {
        return rate;
    }

    /** @param rate exchanges a second, 0 for no limit */
    public void setRate(double rate) {
        if (!(rate >= 0) || rate > 1_000_000) {
            throw new IllegalArgumentException("rate=" + rate + ": must be a number from 0 to 1000000");
        }
        this.rate = rate;
    }

    public int getBatch() {
        return batch;
    }

    public void setBatch(int batch) {
        this.batch = batch;
    }

    /**
     * @return how deliveries come together into requests, which the destination's settings say; empty where the route
     *     itself says what an exchange carries
     */
    public Optional<Gathering> gathering() {
        return batch == 1 && periods() == null ? getComponent().gathering(name) : Optional.empty();
    }

    /** @return how many deliveries an exchange carries at most */
    int most() {
        return gathering().map(Gathering::most).orElse(batch);
    }

    /** @return whether the body of an exchange is a list of deliveries, even of one */
    public boolean isList(List<Delivery> group) {
        return most() > 1 || group.get(0).isTogether() && gathering().isPresent();
    }

    /** @return how long a claim lasts without being extended, milliseconds */
    public long getLease() {
        return lease;
    }

    public void setLease(long lease) {
        this.lease = lease;
    }

    /** @return period in which deliveries are collected into one exchange, milliseconds */
    public long getEvery() {
        return every;
    }

    public void setEvery(long every) {
        this.every = every;
    }

    /** @return times of the day, separated by commas; empty: none */
    public String getAt() {
        return at;
    }

    public void setAt(String at) {
        times(at);
        this.at = at;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        ZoneId.of(zone);
        this.zone = zone;
    }

    /** @return what is collected into one exchange, or null where each delivery goes as soon as it can */
    Periods periods() {
        if (!at.isBlank()) {
            return Periods.endingAt(times(at), ZoneId.of(zone));
        }
        return every > 0 ? Periods.every(Duration.ofMillis(every)) : null;
    }

    private static List<LocalTime> times(String at) {
        return Stream.of(at.split(","))
                .map(String::strip)
                .filter(time -> !time.isEmpty())
                .map(LocalTime::parse)
                .toList();
    }

    /** @return how long to wait for the next look, milliseconds */
    public long getIdle() {
        return idle;
    }

    public void setIdle(long idle) {
        this.idle = idle;
    }
}
