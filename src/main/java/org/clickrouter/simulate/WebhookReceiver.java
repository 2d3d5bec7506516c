package org.clickrouter.simulate;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** An HTTP server on a free loopback port that takes webhooks, remembers them, and answers 200 or as it is told. */
public final class WebhookReceiver implements AutoCloseable {
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Holds holds = new Holds();
    private final Clock clock;
    private final Consumer<Received> listener;
    private final LoopbackServer server;
    private volatile Function<Received, Behaviour> behaviour = request -> Behaviour.ok();

    private WebhookReceiver(Clock clock, int port, Consumer<Received> listener) throws IOException {
        this.clock = clock;
        this.listener = listener;
        server = new LoopbackServer("webhook-receiver", "127.0.0.1", port);
    }

    /** Starts a receiver that only remembers. */
    public static WebhookReceiver start() throws IOException {
        return start(0, request -> {});
    }

    /**
     * Starts a receiver.
     *
     * @param port port to bind to, 0 for any free one
     * @param listener called with each request before it is answered, on the request's thread; several may run at a
     *     time
     * @throws IOException when the port cannot be bound to
     */
    public static WebhookReceiver start(int port, Consumer<Received> listener) throws IOException {
        var receiver = new WebhookReceiver(Clock.systemUTC(), port, listener);
        receiver.server.handle("/", receiver::take);
        receiver.server.start();
        return receiver;
    }

    /** Where to send webhooks; any other path and query of this server is taken too. */
    public String url() {
        return server.baseUrl() + "/clicks";
    }

    /** Every request so far, by arrival. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Answers from now on so; requests that hang are let go. */
    public void behave(Behaviour next) {
        behave(request -> next);
    }

    /** Decides for each request from now on; requests that hang are let go. */
    public void behave(Function<Received, Behaviour> next) {
        behaviour = next;
        holds.release();
    }

    /** Forgets the requests so far. */
    public void clear() {
        received.clear();
    }

    /** Closes the port and breaks what hangs. */
    @Override
    public void close() {
        holds.close();
        server.close();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var request = new Received(
                clock.instant(),
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body);
        received.add(request);
        listener.accept(request);
        var answer = behaviour.apply(request);
        if (!answer.delay().isZero()) {
            holds.hold(answer.delay());
        }
        if (answer.reset()) {
            throw new IOException("the connection breaks, as asked for");
        }
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        LoopbackServer.send(
                exchange,
                answer.status(),
                "text/plain; charset=utf-8",
                answer.text().getBytes(StandardCharsets.UTF_8));
    }
}
