package org.clickrouter.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;

/** The port of health, metrics and console. */
final class HttpPort {

    /**
     * Below what systems hand out by themselves (Linux from 32768 on, others from 49152): between the look and the
     * start of the server, a connection of anybody or the server of H2 would now and then be given the same one.
     */
    private static final int LOWEST = 10_000;

    private static final int HIGHEST = 32_767;
    private static final int TRIES = 100;

    private HttpPort() {}

    /**
     * @return {@code http.port}, or a free one where that is 0
     * @throws UsageException when it cannot be listened to
     */
    static int free(Settings settings) {
        int wanted = settings.integer("http.port");
        String host = settings.get("http.host");
        IOException refused = null;
        for (int tries = wanted == 0 ? TRIES : 1; tries > 0 && !(refused instanceof UnknownHostException); tries--) {
            int port = wanted == 0 ? ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1) : wanted;
            try (ServerSocket free = new ServerSocket()) {
                free.setReuseAddress(true);
                free.bind(new InetSocketAddress(InetAddress.getByName(host), port));
                return port;
            } catch (IOException e) {
                refused = e;
            }
        }
        // The server itself would only log it, and the product run without health and metrics.
        throw new UsageException("http.port = " + wanted + ": cannot be listened to on http.host = " + host + " ("
                + refused.getMessage() + "); is another instance running? 0 takes any free one");
    }
}
