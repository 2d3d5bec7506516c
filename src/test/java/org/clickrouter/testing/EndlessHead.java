package org.clickrouter.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server whose first answer never comes to an end of its head; it waits for a request's first line, or for none where
 * it speaks first.
 */
public final class EndlessHead implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /**
     * @param speaksFirst whether the client waits for a greeting
     * @param beginning of the first answer
     * @param more how it goes on, over and over
     */
    public EndlessHead(boolean speaksFirst, String beginning, String more) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] often = more.repeat(8192 / more.length() + 1).getBytes(StandardCharsets.ISO_8859_1);
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    open.add(client);
                    threads.execute(() -> answer(client, speaksFirst, beginning, often));
                } catch (IOException stopped) {
                    return;
                }
            }
        });
    }

    private void answer(Socket client, boolean speaksFirst, String beginning, byte[] more) {
        try (client) {
            if (!speaksFirst
                    && new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))
                                    .readLine()
                            == null) {
                return;
            }
            if (calls.incrementAndGet() == 1) {
                OutputStream out = client.getOutputStream();
                out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    out.write(more);
                }
            }
        } catch (IOException gone) {
            closed.incrementAndGet();
        } finally {
            open.remove(client);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** @return answers begun */
    public int calls() {
        return calls.get();
    }

    /** @return endless answers whose connection the client has closed */
    public int closed() {
        return closed.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
