package org.clickrouter.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves one ready answer after the other, and 404, which means no records, while there is none; notes when each call
 * came.
 */
final class Api implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<byte[]> ready;
    private final AtomicLong served = new AtomicLong();
    private final List<Long> starts = new CopyOnWriteArrayList<>();

    Api(List<byte[]> answers) {
        ready = new ConcurrentLinkedQueue<>(answers);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            long came = System.nanoTime();
            starts.add(came);
            // What else the product asks for, such as the day's totals, takes no answer of the report. Who
            // does the job by hand names none.
            String query = exchange.getRequestURI().getQuery();
            boolean report = query == null || query.contains("chat_14");
            byte[] answer = report ? ready.poll() : null;
            boolean more = answer != null;
            if (more) {
                served.set(came);
            }
            byte[] body = more
                    ? answer
                    : "{\"code\": \"404\", \"error\": null, \"msg\": \"Validate dates entered\"}"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(more ? 200 : 404, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @return when call number n came, counted from 0; {@link System#nanoTime} */
    long start(int n) {
        return starts.get(n);
    }

    /** One answer more, for the next call. */
    void serve(byte[] answer) {
        ready.add(answer);
    }

    /** @return when the call came that took the last answer; {@link System#nanoTime} */
    long served() {
        return served.get();
    }

    /** @return calls so far */
    int calls() {
        return starts.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
