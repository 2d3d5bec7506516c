package org.clickrouter.host;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.clickrouter.store.outbox.Delivery;

/**
 * Poll the click report of a Wolkvox contact center, and emit each new or re-coded click.
 *
 * <p>A bundle of its own, with its own store, lives as long as the route from here.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "click-router",
        title = "Click Router",
        syntax = "click-router:name",
        consumerOnly = true,
        category = {Category.API},
        headersClass = Void.class)
final class ClickRouterEndpoint extends DefaultEndpoint {

    @UriPath(description = "Any name, which tells sources apart.")
    @Metadata(required = true)
    private String name;

    @UriParam(description = "The bean that holds what Kamelet wolkvox-click-source was given.")
    private ClickSource source;

    ClickRouterEndpoint(String uri, ClickRouterComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public ClickSource getSource() {
        return source;
    }

    public void setSource(ClickSource source) {
        this.source = source;
    }

    @Override
    public Producer createProducer() {
        throw new IllegalStateException(
                "click-router: is a source only; signed-webhook-sink and direct:click-router-in take messages");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Consumer consumer = new Source(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingletonProducer() {
        return true;
    }

    private static final class Source extends DefaultConsumer {
        private final ClickRouterEndpoint endpoint;
        private Bundle bundle;

        Source(ClickRouterEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.endpoint = endpoint;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            ClickSource source = endpoint.source;
            bundle = new Bundle(
                    "wolkvox-click-source-" + source.operation(),
                    source.read(),
                    "kamelet-" + source.operation(),
                    this::emit,
                    () -> true,
                    new SimpleMeterRegistry(),
                    endpoint.getCamelContext());
            bundle.start();
        }

        private void emit(Map<String, Object> headers, Delivery delivery) throws Exception {
            Exchange exchange = createExchange(false);
            try {
                HostReceiver.into(exchange, headers, delivery);
                getProcessor().process(exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
            } finally {
                releaseExchange(exchange, false);
            }
        }

        @Override
        protected void doStop() throws Exception {
            if (bundle != null) {
                bundle.close();
                bundle = null;
            }
            super.doStop();
        }
    }
}
