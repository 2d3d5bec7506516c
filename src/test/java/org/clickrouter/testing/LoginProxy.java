package org.clickrouter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A forward proxy that lets in only who logs in: tunnels by CONNECT, and plain requests with a whole URL. Every host is
 * this machine.
 */
public final class LoginProxy implements AutoCloseable {

    private static final Pattern FIRST = Pattern.compile("(\\S+) (?:http://)?([^/ ]*):(\\d+)(/\\S*)? HTTP/1.1");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final String login;
    private volatile String answer = "";

    /** @param login as {@code user:password}; empty lets everybody in */
    public LoginProxy(String login) throws IOException {
        this.login = login;
        start(() -> {
            while (!server.isClosed()) {
                Socket client = server.accept();
                start(() -> serve(client));
            }
        });
    }

    /** @param status such as 403 Forbidden: what it says to whoever has logged in; empty: lets through */
    public LoginProxy answering(String status) {
        answer = status;
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** @return the heads of the requests that were let through */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /** @return the heads of the requests without the right log-in */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // One side has hung up.
                    }
                },
                "login-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            String head = head(client.getInputStream());
            Matcher first = FIRST.matcher(head.lines().findFirst().orElse(""));
            if (!first.lookingAt()) {
                answer(client, "400 Bad Request", "");
            } else if (!login.isEmpty() && !head.contains("Proxy-Authorization: Basic " + encoded())) {
                refused.add(head);
                answer(client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"way out\"\r\n");
            } else if (!answer.isEmpty()) {
                refused.add(head);
                answer(client, answer, "");
            } else {
                heads.add(head);
                connect(client, head, first);
            }
        }
    }

    private String encoded() {
        return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private void connect(Socket client, String head, Matcher first) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(first.group(3)))) {
            if (first.group(1).equals("CONNECT")) {
                client.getOutputStream().write("HTTP/1.1 200 Tunnel\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else {
                // As a proxy must: the log-in is its own, and the target gets a path.
                String plain = head.replaceFirst("http://[^/ ]*", "").replaceAll("(?im)^Proxy-.*\\r\\n", "");
                target.getOutputStream()
                        .write(plain.replaceFirst("(?m)\\r\\n", "\r\nConnection: close\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            start(() -> copy(client.getInputStream(), target.getOutputStream()));
            copy(target.getInputStream(), client.getOutputStream());
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void answer(Socket client, String status, String headers) throws IOException {
        String text = String.format(
                Locale.ROOT, "HTTP/1.1 %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n", status, headers);
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
        to.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
