package org.clickrouter.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server whose first answers, all with status 200, never end, sent as quickly as they are taken. */
public final class EndlessServer implements AutoCloseable {

    private static final byte[] MORE = "]x".repeat(4096).getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /**
     * @param endless how many of its answers
     * @param beginning how these begin
     * @param other all of any other
     */
    public EndlessServer(int endless, String beginning, String other) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean never = calls.incrementAndGet() <= endless;
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write((never ? beginning : other).getBytes(StandardCharsets.UTF_8));
                while (never) {
                    out.write(MORE);
                }
            } catch (IOException gone) {
                closed.incrementAndGet();
            }
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** @return calls so far */
    public int calls() {
        return calls.get();
    }

    /** @return endless answers whose connection the client has closed */
    public int closed() {
        return closed.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
