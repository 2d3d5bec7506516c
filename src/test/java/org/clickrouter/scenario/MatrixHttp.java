package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.TroubledServer;

/** Destinations in the failure matrix that speak HTTP. */
abstract class MatrixHttp extends MatrixKind {

    private static final String WELL = "200 OK";
    private static final Pattern CHAT = Pattern.compile("\"chat_id\":\"([^\"]*)\"");
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private final Server server;
    private final String idHeader;
    private volatile String status = WELL;
    private volatile boolean togetherOnly;

    /** One request a connection. */
    private final class Server extends TroubledServer {
        Server(Certificates certificates) throws IOException {
            super(certificates);
        }

        @Override
        protected void serve(Socket client) throws IOException {
            Socket secured = secure(client);
            List<String> chats = took(secured.getInputStream());
            String answered = chats.size() == 1 && togetherOnly ? WELL : status;
            String said = answered.equals(WELL) ? body() : "";
            answer(
                    client,
                    secured.getOutputStream(),
                    ("HTTP/1.1 " + answered + "\r\nConnection: close\r\nContent-Length: " + said.length() + "\r\n\r\n"
                                    + said)
                            .getBytes(StandardCharsets.US_ASCII),
                    "X-Drip: drop\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * Reads a request, and keeps which clicks came under which id.
     *
     * @return the chats; none where it has no body
     */
    final List<String> took(InputStream in) throws IOException {
        return took(in, head -> true);
    }

    /** The same, where what came counts only if its head is let in. */
    final List<String> took(InputStream in, Predicate<String> lets) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        while (!request.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            request.write(next);
        }
        String head = request.toString(StandardCharsets.UTF_8);
        if (head.startsWith("GET ")) {
            return List.of();
        }
        byte[] body = in.readNBytes(Integer.parseInt(value(head, "content-length")));
        List<String> chats = CHAT.matcher(text(head, body))
                .results()
                .map(chat -> chat.group(1))
                .toList();
        if (lets.test(head)) {
            chats.forEach(chat -> arrived.add(chat + " " + value(head, idHeader)));
        }
        return chats;
    }

    /** @param idHeader the header by which a receiver tells repeats */
    MatrixHttp(Certificates certificates, String idHeader) throws IOException {
        this.idHeader = idHeader;
        server = new Server(certificates);
        trouble(SUCCESS, () -> {});
        trouble("204", () -> status = "204 No Content");
        for (int code : new int[] {302, 400, 401, 403, 404, 408, 409, 413, 422}) {
            trouble(
                    String.valueOf(code),
                    () -> status = code + " As Asked\r\nLocation: https://localhost:" + server.port() + "/elsewhere");
        }
        trouble("429 with Retry-After: 7200", () -> status = "429 Slow Down\r\nRetry-After: 7200");
        for (int code : new int[] {500, 502, 504}) {
            trouble(String.valueOf(code), () -> status = code + " As Asked");
        }
        trouble("503 with Retry-After: 7200", () -> status = "503 Later\r\nRetry-After: 7200");
        trouble("410", () -> status = "410 Gone");
        network(server);
    }

    /** From now on a request with several clicks is answered so, and one with one click well. */
    final void refuseTogether(int code) {
        status = code + " As Asked";
        togetherOnly = true;
    }

    private static String text(String head, byte[] body) throws IOException {
        if (!value(head, "content-encoding").equals("gzip")) {
            return new String(body, StandardCharsets.UTF_8);
        }
        return new String(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What an answer says that is well. */
    String body() {
        return "";
    }

    static String value(String head, String name) {
        return head.replaceFirst("(?is).*\r\n" + name + ": ([^\r]*)\r\n.*", "$1");
    }

    /** @return the receiver's address, where it is looked for on a host */
    final String url(String host) {
        return "https://" + host + ":" + server.port() + "/hook";
    }

    @Override
    void recover() {
        status = WELL;
        togetherOnly = false;
        server.recover();
    }

    /** @return the ids under which a click came */
    final List<String> ids(String chat) {
        return arrived.stream()
                .filter(request -> request.startsWith(chat + " "))
                .map(request -> request.substring(chat.length() + 1))
                .toList();
    }

    @Override
    String has(String chat) {
        List<String> ids = ids(chat);
        assertThat(ids.stream().distinct()).as("ids of %s", chat).hasSize(1);
        return ids.size() == 1 ? "it, once" : "it " + ids.size() + " times under one " + idHeader;
    }

    @Override
    public void close() {
        server.close();
    }

    /** Gives a webhook of its own a route from its queue, and clicks by this branch. */
    final void routed(Rig rig, String branch) {
        try {
            rig.destination(destination(), "webhook");
            String steps = "      steps:\n";
            String routing = rig.routeFile("routing.camel.yaml");
            rig.write(
                    "routing.camel.yaml",
                    routing.contains(branch) ? routing : routing.replaceFirst(steps, steps + branch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
