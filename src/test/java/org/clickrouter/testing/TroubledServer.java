package org.clickrouter.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocket;

/**
 * A server with TLS on a loopback port, which can be brought into each trouble that a network knows. Subclasses speak
 * the protocol.
 */
public abstract class TroubledServer implements AutoCloseable {

    /** What happens to an answer. */
    public enum Wire {
        /** it arrives */
        WELL,
        /** the connection is reset instead */
        RESETS,
        /** it never comes */
        HANGS,
        /** it comes a byte at a time, and does not end */
        DRIPS
    }

    private static final long BETWEEN_BYTES = 100;

    private final Certificates certificates;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "troubled-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket listener;
    private Wire wire = Wire.WELL;
    private boolean asAnother;
    private int troubles;

    protected TroubledServer(Certificates certificates) throws IOException {
        this.certificates = certificates;
        listener = bind(0);
        port = listener.getLocalPort();
        accept(listener);
    }

    /** @return the port, which stays the same also while nobody listens */
    public final int port() {
        return port;
    }

    /** From now on answers fare so. */
    public final void wire(Wire next) {
        synchronized (this) {
            wire = next;
            troubles++;
            notifyAll();
        }
    }

    /** Ends whatever is under way; the next connection is served like this one was. */
    public final void hangUp() {
        cut(false);
    }

    /** Ends whatever is under way; from now on the server shows the certificate of another host. */
    public final void wrongCertificate() {
        cut(true);
    }

    /** Ends whatever is under way; from now on nobody listens. */
    public final void refuse() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut(false);
    }

    /** All is well again; connections that were in no trouble stay. */
    public final void recover() {
        try {
            synchronized (this) {
                wire = Wire.WELL;
                asAnother = false;
                troubles++;
                notifyAll();
            }
            if (listener.isClosed()) {
                listener = bind(port);
                accept(listener);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Speaks with one client, whose connection is not yet encrypted. */
    protected abstract void serve(Socket client) throws IOException;

    /** @return the client's connection, encrypted from here on */
    protected final Socket secure(Socket client) throws IOException {
        boolean another;
        synchronized (this) {
            another = asAnother;
        }
        SSLSocket secured = (SSLSocket)
                certificates.context(another).getSocketFactory().createSocket(client, null, client.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    /**
     * Sends an answer, or what the trouble makes of it.
     *
     * @param endless follows when the answer drips, over and over
     */
    protected final void answer(Socket client, OutputStream out, byte[] bytes, byte[] endless) throws IOException {
        Wire now = wire();
        if (now == Wire.WELL) {
            out.write(bytes);
            out.flush();
            return;
        } else if (now == Wire.RESETS) {
            client.setSoLinger(true, 0);
        } else {
            drip(out, now == Wire.DRIPS, bytes, endless);
        }
        client.close();
    }

    protected final synchronized Wire wire() {
        return wire;
    }

    private void drip(OutputStream out, boolean sends, byte[] bytes, byte[] endless) throws IOException {
        int trouble = troubles();
        for (int i = 0; trouble == troubles(); i++) {
            if (sends) {
                out.write(i < bytes.length ? bytes[i] : endless[(i - bytes.length) % endless.length]);
                out.flush();
            }
            pause(trouble, sends ? BETWEEN_BYTES : 0);
        }
    }

    private synchronized int troubles() {
        return troubles;
    }

    private synchronized void pause(int trouble, long millis) throws IOException {
        try {
            if (trouble == troubles) {
                wait(millis);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void cut(boolean another) {
        synchronized (this) {
            asAnother = another;
            troubles++;
            notifyAll();
        }
        open.forEach(TroubledServer::end);
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void accept(ServerSocket socket) {
        threads.execute(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    client.setTcpNoDelay(true);
                    open.add(client);
                    threads.execute(() -> speak(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void speak(Socket client) {
        try {
            serve(client);
        } catch (IOException gone) {
            // The client gave up, or the trouble ended it: that is what this server is for.
            return;
        } finally {
            end(client);
            open.remove(client);
        }
    }

    private static void end(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs beside {@link #serve}; ends with the connections. */
    protected final void beside(Runnable work) {
        threads.execute(work);
    }

    @Override
    public void close() {
        refuse();
        threads.shutdownNow();
    }
}
