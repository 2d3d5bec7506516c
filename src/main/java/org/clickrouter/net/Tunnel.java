package org.clickrouter.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.delivery.PathException;
import org.clickrouter.settings.value.ProxyAddress;

/** A connection to a server by a {@link NetworkPath}, to look at; of HTTP nothing is sent but a proxy's CONNECT. */
public final class Tunnel {

    private static final int LONGEST_HEAD = 32_768;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})(?: ([^\\r\\n]*))?");

    private Tunnel() {}

    /**
     * @param scheme https leads through the proxy to the server; http to the proxy alone, which takes no CONNECT for it
     * @param host without brackets
     * @param patience the longest that connecting, and each answer, may take
     * @throws PathException where a proxy is in the way
     * @throws IOException where nobody answers
     */
    public static Socket open(NetworkPath path, String scheme, String host, int port, Duration patience)
            throws IOException {
        int millis = Math.toIntExact(patience.toMillis());
        Optional<ProxyAddress> proxy = path.proxy().to(scheme, host);
        Socket socket = new Socket();
        try {
            if (path.local().address().isPresent()) {
                socket.bind(new InetSocketAddress(path.local().address().get(), 0));
            }
            if (proxy.isEmpty()) {
                socket.connect(new InetSocketAddress(host, port), millis);
            } else {
                reach(path, proxy.get(), socket, millis);
                socket.setSoTimeout(millis);
                if (scheme.equalsIgnoreCase("https")) {
                    tunnel(path, proxy.get(), socket, host, port);
                }
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void reach(NetworkPath path, ProxyAddress proxy, Socket socket, int millis) throws PathException {
        try {
            socket.connect(new InetSocketAddress(proxy.host().replaceAll("^\\[|]$", ""), proxy.port()), millis);
        } catch (IOException e) {
            throw new PathException(
                    FailureKind.UNREACHABLE,
                    "the proxy " + proxy + " cannot be reached (" + e.getMessage() + ")",
                    "check " + path.proxy().setting() + ", and the way to it",
                    e);
        }
    }

    private static void tunnel(NetworkPath path, ProxyAddress proxy, Socket socket, String host, int port)
            throws IOException {
        String target = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        String login = proxy.user()
                .map(user -> "Proxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)) + "\r\n")
                .orElse("");
        socket.getOutputStream()
                .write(("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + login + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        Matcher status = STATUS.matcher(head(socket.getInputStream()));
        if (!status.lookingAt()) {
            throw new PathException(
                    FailureKind.UNREACHABLE,
                    "the proxy " + proxy + " does not answer as a proxy",
                    "check host and port in " + path.proxy().setting(),
                    null);
        }
        int code = Integer.parseInt(status.group(1));
        if (code != 200) {
            throw ProxyAnswers.refusal(
                    "the proxy " + proxy, target, path.proxy().setting(), code, status.group(2));
        }
    }

    /** Byte by byte: what follows is the server's. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0 && head.length() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
