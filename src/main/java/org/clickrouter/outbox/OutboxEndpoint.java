package org.clickrouter.outbox;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** Endpoint {@code outbox:NAME}; its options concern the consumer. */
public final class OutboxEndpoint extends DefaultEndpoint {

    private final String name;
    private int maxInFlight = 8;
    private int batch = 1;
    private long lease = 60_000;
    private long idle = 1_000;
    private long every;

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

    /** @return how many exchanges the route gets at once */
    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    /** @return how many deliveries one exchange carries at most; above 1 its body is a list of them */
    public int getBatch() {
        return batch;
    }

    public void setBatch(int batch) {
        this.batch = batch;
    }

    /** @return how long a claim lasts without being extended, milliseconds */
    public long getLease() {
        return lease;
    }

    public void setLease(long lease) {
        this.lease = lease;
    }

    /**
     * @return period in which deliveries are collected into one exchange, milliseconds; 0: each goes as soon as it can
     */
    public long getEvery() {
        return every;
    }

    public void setEvery(long every) {
        this.every = every;
    }

    /** @return how long to wait for the next look when nothing was due and nothing signals, milliseconds */
    public long getIdle() {
        return idle;
    }

    public void setIdle(long idle) {
        this.idle = idle;
    }
}
