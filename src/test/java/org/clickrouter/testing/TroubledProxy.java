package org.clickrouter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * TLS and the troubles of a network before a real server that knows neither: ends the encryption and passes everything
 * on. Connecting, logging in and the like go well in all troubles; what they strike is the answer to a request that
 * holds a certain text, and all after it.
 */
public class TroubledProxy extends TroubledServer {

    private static final int BUFFER = 8192;
    private final IntSupplier real;
    private final String struck;
    private final byte[] begun;
    private final byte[] endless;

    /**
     * @param real the port of the real server
     * @param struck in the requests whose answers are in trouble, however many zero bytes the protocol puts between its
     *     letters
     * @param begun how an answer begins whose end does not come
     * @param endless how it goes on
     */
    public TroubledProxy(Certificates certificates, IntSupplier real, String struck, byte[] begun, byte[] endless)
            throws IOException {
        super(certificates);
        this.real = real;
        this.struck = struck;
        this.begun = begun.clone();
        this.endless = endless.clone();
    }

    /** What is said before the encryption begins. */
    protected void greet(Socket client, Socket server) throws IOException {
        // Nothing, in most protocols.
    }

    /** What is said, one after the other, right behind that. */
    protected void logIn(Socket client, Socket server) throws IOException {
        // Passed on as all else, in most protocols.
    }

    @Override
    protected final void serve(Socket client) throws IOException {
        AtomicBoolean asked = new AtomicBoolean();
        try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), real.getAsInt())) {
            greet(client, upstream);
            Socket secured = secure(client);
            logIn(secured, upstream);
            beside(() -> {
                try {
                    requests(secured.getInputStream(), upstream.getOutputStream(), asked);
                } catch (IOException over) {
                    return;
                } finally {
                    end(upstream);
                }
            });
            answers(client, upstream.getInputStream(), secured.getOutputStream(), asked);
        }
    }

    private void requests(InputStream from, OutputStream to, AtomicBoolean asked) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            if (new String(buffer, 0, count, StandardCharsets.ISO_8859_1)
                    .replace("\0", "")
                    .contains(struck)) {
                asked.set(true);
            }
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    private void answers(Socket client, InputStream from, OutputStream to, AtomicBoolean asked) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            if (asked.get()) {
                answer(client, to, wire() == Wire.DRIPS ? begun : Arrays.copyOf(buffer, count), endless);
            } else {
                to.write(buffer, 0, count);
                to.flush();
            }
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
