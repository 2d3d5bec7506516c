package org.clickrouter.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Somebody's Camel application that has the library on its class path. */
final class Host implements AutoCloseable {

    /** What a route of the host got. */
    record Got(String body, Map<String, Object> headers) {
        String text(String header) {
            return String.valueOf(headers.get(header));
        }
    }

    final DefaultCamelContext context = new DefaultCamelContext();
    final List<Got> got = new CopyOnWriteArrayList<>();

    Host(Path home) {
        this(home, Map.of());
    }

    Host(Path home, Map<String, String> more) {
        Properties properties = new Properties();
        properties.setProperty(
                "click-router.store.url",
                "jdbc:h2:file:" + home.resolve("store").toAbsolutePath());
        properties.setProperty("click-router.retry.schedule", "50ms,50ms,50ms,50ms,50ms,50ms");
        properties.putAll(more);
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    /** A route from direct:click-router-out that keeps what it got, before a step of its own. */
    Host takes(Processor step) throws Exception {
        return route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:click-router-out")
                        .process(e -> got.add(new Got(
                                e.getMessage().getBody(String.class),
                                Map.copyOf(e.getMessage().getHeaders()))))
                        .process(step);
            }
        });
    }

    Host takes() throws Exception {
        return takes(exchange -> {});
    }

    Host route(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        return this;
    }

    Host start() {
        context.start();
        return this;
    }

    /** Sends to direct:click-router-in; how many clicks were new or had a new code. */
    int give(Object body) {
        try (FluentProducerTemplate template = context.createFluentProducerTemplate()) {
            Exchange done = template.withBody(body).to("direct:click-router-in").send();
            if (done.getException() != null) {
                throw new IllegalStateException(done.getException());
            }
            return done.getMessage().getHeader("clickRouterChanges", Integer.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String json(String chat, String code) {
        return "{\"chat_id\":\"" + chat
                + "\",\"source_id\":\"120210000000000017\",\"date\":\"2026-11-20 10:00:00\",\"cod_act\":\"" + code
                + "\"}";
    }

    @Override
    public void close() {
        context.stop();
    }
}
