package org.clickrouter.poll;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.clickrouter.observe.Meters;
import org.clickrouter.outbox.CodeText;
import org.clickrouter.outbox.OutboxComponent;
import org.clickrouter.report.Chunk;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.text.RootCause;
import org.clickrouter.text.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code clicks} of poll.camel.yaml: a chunk of the answer against the store, each change to the router, all of it
 * stored.
 */
public final class ChunkProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkProcessor.class);
    /**
     * Exchange property that carries the record as JSON, for a routing file that wants it back after a transformation.
     */
    static final String RECORD = "record";

    private final ClickStore store;
    private final OutboxComponent outbox;
    private final Meters meters;
    private volatile Everyone everyone = new Everyone("", exchange -> false);

    /** A destination that gets clicks beside those that the routing file names. */
    private record Everyone(String destination, Predicate wanted) {}

    public ChunkProcessor(ClickStore store, OutboxComponent outbox, Meters meters) {
        this.store = store;
        this.outbox = outbox;
        this.meters = meters;
    }

    /**
     * Adds a destination beside those that the routing file names, with its own payload.
     *
     * @param wanted asked for each click that is about to be routed
     */
    public void alsoTo(String destination, Predicate wanted) {
        everyone = new Everyone(destination, wanted);
    }

    /** In: a {@link Chunk}. Out: the clicks of it that are new or have a new code. */
    public void compare(Exchange exchange) {
        Chunk chunk = exchange.getMessage().getBody(Chunk.class);
        ReadContext context = ReadContext.of(exchange);
        context.chunk = chunk;
        ReportCall call = context.call;
        if (context.ends() || call.writes.concern(chunk.clicks())) {
            // The end speaks of clicks of any chunk.
            call.writes.await();
        }
        Comparison comparison = store.compare(call.reading, chunk.clicks(), context.ends());
        context.comparison = comparison;
        exchange.getMessage().setBody(comparison.changes());
    }

    /**
     * Processor {@code presentClick}. In: one {@link RoutedClick}. Out: the message that the routing file sees: the
     * record as JSON, its main fields as headers.
     */
    public void present(Exchange exchange) {
        RoutedClick change = exchange.getMessage().getBody(RoutedClick.class);
        show(exchange, change);
        if (everyone.wanted.matches(exchange)) {
            change.deliver(everyone.destination, null, null);
        }
    }

    /** Puts a click before the routing file. */
    public static void show(Exchange exchange, RoutedClick change) {
        Click click = change.click();
        exchange.setProperty(OutboxComponent.ROUTED_CLICK, change);
        exchange.setProperty(RECORD, click.json());
        Message message = exchange.getMessage();
        Map<String, Object> headers = message.getHeaders();
        headers.clear();
        headers.put("operation", click.operation());
        headers.put("cod_act", CodeText.of(click.code()));
        headers.put("chat_id", click.chatId());
        headers.put("source_id", click.sourceId());
        headers.put("date", click.date());
        headers.put("revision", change.revision());
        message.setBody(click.json());
    }

    /**
     * Aggregation strategy {@code keepUnrouted}: a click on which the routing file failed is stored all the same,
     * shown, and routed again later. Nothing of one click's exchange comes back to the chunk's: a {@code stop} in the
     * routing file would end that, too.
     */
    public Exchange keepUnrouted(Exchange before, Exchange click) {
        Exception failure = click.getException();
        if (failure != null) {
            RoutedClick change = click.getProperty(OutboxComponent.ROUTED_CLICK, RoutedClick.class);
            // What a framework says of it is often only that something failed: "bad SQL grammar []".
            change.failed(RootCause.line(failure));
            meters.routingFailed(change.click().operation());
            LOG.error(
                    "operation={} chat_id={} cod_act={}: routing failed, the click is kept and routed again: {}",
                    change.click().operation(),
                    change.click().chatId(),
                    change.click().code(),
                    change.failure());
        }
        return null;
    }

    /** Aggregation strategy {@code failTogether}: the first click on which the routing file fails fails all. */
    public static Exchange failTogether(Exchange failed, Exchange click) {
        return failed == null && click.getException() != null ? click : failed;
    }

    /**
     * Stores the chunk under way with its deliveries, while the next one is read; with the window's last chunk also the
     * progress.
     */
    public void write(Exchange exchange) {
        ReadContext context = ReadContext.of(exchange);
        ReportCall call = context.call;
        Chunk chunk = context.chunk;
        Comparison comparison = context.comparison;
        WindowEnd end = context.ends() ? context.end() : null;
        call.writes.begin(comparison, () -> {
            int quarantined = store.write(comparison, chunk.bad(), end);
            meters.stored(context.session.name(), chunk, comparison.changes(), quarantined);
            if (quarantined > 0) {
                LOG.warn(
                        "operation={}: {} of {} could not be understood, the first since {}; kept in the table quarantine",
                        context.session.name(),
                        Words.count(quarantined, "record"),
                        context.session.told(context.window),
                        chunk.bad().get(0).reason());
            }
            outbox.signal(comparison.changes());
        });
        if (chunk.last()) {
            call.writes.await();
            call.complete();
        }
    }

    /** In: an operation's name. Out: clicks whose routing failed before, to go through the routing file again. */
    public List<RoutedClick> unrouted(String operation) {
        try {
            return store.unrouted(operation, 1000);
        } catch (StoreException e) {
            LOG.error(
                    "operation={}: clicks whose routing failed are not routed again now: {}",
                    operation,
                    e.getMessage());
            return List.of();
        }
    }

    /** In: clicks that went through the routing file again. Stores their deliveries. */
    @SuppressWarnings("unchecked")
    public void rerouted(Exchange exchange, String operation) {
        List<RoutedClick> changes = exchange.getMessage().getBody(List.class);
        if (!changes.isEmpty()) {
            store.rerouted(operation, changes);
            outbox.signal(changes);
        }
    }
}
