package org.clickrouter.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A quick webhook receiver: one thread a connection, kept alive, each answer one packet; so that not the receiver is
 * measured.
 */
final class Receiver implements AutoCloseable {

    /** What it does with a request after reading it. */
    enum Manner {
        QUICK,
        /** As a service on the network, 20 ms. */
        PACED,
        SLOW,
        HANGING
    }

    private static final byte[] ANSWER = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SLOW_MILLIS = 5_000;
    private static final int PACED_MILLIS = 20;
    private static final int CAPACITY = 1_000_000;

    private final ServerSocket server;
    private final Manner manner;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    /** When each request was answered, {@link System#nanoTime}. */
    private final AtomicLongArray times = new AtomicLongArray(CAPACITY);

    Receiver(Manner manner) {
        this.manner = manner;
        try {
            server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
    }

    /** @return requests answered so far */
    int requests() {
        return requests.get();
    }

    /**
     * @param from number of a request, from 1 on
     * @param to number of a later one
     * @return between the answers to both, seconds
     */
    double seconds(int from, int to) {
        return (times.get(to - 1) - times.get(from - 1)) / 1e9;
    }

    /**
     * @param since {@link System#nanoTime}
     * @param to number of a request, from 1 on
     * @return until the answer to it, seconds
     */
    double seconds(long since, int to) {
        return (times.get(to - 1) - since) / 1e9;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
                OutputStream out = socket.getOutputStream()) {
            while (request(in)) {
                if (manner == Manner.HANGING) {
                    in.read();
                    return;
                }
                if (manner == Manner.SLOW || manner == Manner.PACED) {
                    synchronized (socket) {
                        socket.wait(manner == Manner.SLOW ? SLOW_MILLIS : PACED_MILLIS);
                    }
                }
                out.write(ANSWER);
                times.set(requests.getAndIncrement(), System.nanoTime());
            }
        } catch (IOException | InterruptedException gone) {
            // The client closed it.
        }
    }

    /** Reads one request to its end; false where the connection has ended. */
    private static boolean request(InputStream in) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                return false;
            }
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String text = line.toString().strip();
            line.setLength(0);
            if (text.isEmpty()) {
                in.skipNBytes(length);
                return true;
            }
            if (text.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(text.substring(15).strip());
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
