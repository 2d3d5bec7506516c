package org.clickrouter.doctor.machine;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;

/** Whether the port of health and console is free, or is served by this product already. */
public final class PortCheck implements Check {

    private static final int PATIENCE_MILLIS = 3_000;

    private final String host;
    private final int port;

    /** @param port 0 for any */
    public PortCheck(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public Topic topic() {
        return Topic.MACHINE_PORT;
    }

    @Override
    public void look(Consumer<Finding> say) throws IOException {
        String name = "port " + port + " of " + host;
        if (port == 0) {
            say.accept(Finding.good(topic(), "", "any free port is taken (http.port=0)"));
            return;
        }
        InetAddress address = InetAddress.getByName(host);
        if (free(address)) {
            say.accept(Finding.good(topic(), "", name + " is free"));
        } else if (ours(address)) {
            say.accept(Finding.good(topic(), "", name + " is served by a Click Router that runs"));
        } else {
            say.accept(Finding.bad(
                    topic(),
                    "",
                    name + " cannot be listened on: another program has it, or this machine has no such address",
                    "End the other program, or set http.port and http.host."));
        }
    }

    private boolean free(InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private boolean ours(InetAddress address) {
        String reached = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        String name = reached.contains(":") ? "[" + reached + "]" : reached;
        try {
            HttpURLConnection call =
                    (HttpURLConnection) URI.create("http://" + name + ":" + port + "/observe/health/live")
                            .toURL()
                            .openConnection();
            call.setConnectTimeout(PATIENCE_MILLIS);
            call.setReadTimeout(PATIENCE_MILLIS);
            return call.getResponseCode() < 500
                    && new String(call.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8)
                            .contains("\"status\"");
        } catch (IOException other) {
            return false;
        }
    }
}
