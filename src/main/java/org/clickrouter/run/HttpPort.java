package org.clickrouter.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;

/** The port of health, metrics and console. */
final class HttpPort {

    private HttpPort() {}

    /**
     * @return {@code http.port}, or a free one where that is 0
     * @throws UsageException when it cannot be listened to
     */
    static int free(Settings settings) {
        int wanted = settings.integer("http.port");
        String host = settings.get("http.host");
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.getByName(host), wanted));
            return free.getLocalPort();
        } catch (IOException e) {
            // The server itself would only log it, and the product run without health and metrics.
            throw new UsageException("http.port = " + wanted + ": cannot be listened to on http.host = " + host + " ("
                    + e.getMessage() + "); is another instance running? 0 takes any free one");
        }
    }
}
