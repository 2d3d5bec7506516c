package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.S3StandIn;
import org.clickrouter.testing.TroubledServer;

/** A day's object in a bucket in the failure matrix: the shipped recipe, and a server that answers as S3 does. */
final class MatrixS3 extends MatrixKind {

    private static final String WELL = "200 OK";
    private static final String STEP = "- to: outbox:daily-s3\n";
    private static final Pattern CHAT = Pattern.compile("\"chat_id\":\"([^\"]*)\"");

    private final Server server;
    /** What was put under each key. */
    private final Map<String, String> objects = new ConcurrentHashMap<>();

    private volatile String status = WELL;

    /** One request a connection. */
    private final class Server extends TroubledServer {
        Server(Certificates certificates) throws IOException {
            super(certificates);
        }

        @Override
        protected void serve(Socket client) throws IOException {
            Socket secured = secure(client);
            InputStream in = secured.getInputStream();
            OutputStream out = secured.getOutputStream();
            String head = head(in);
            String answered = WELL;
            // Else it is looked whether there is such a bucket.
            if (head.startsWith("PUT ")) {
                if (head.contains("100-continue")) {
                    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
                int length = Integer.parseInt(MatrixHttp.value(head, "content-length"));
                objects.put(head.split(" ")[1], new String(in.readNBytes(length), StandardCharsets.UTF_8));
                answered = status;
            }
            String said = answered.equals(WELL)
                    ? ""
                    : "<Error><Code>" + answered.substring(4) + "</Code><Message>no</Message></Error>";
            answer(
                    client,
                    out,
                    ("HTTP/1.1 " + answered + "\r\nETag: \"0\"\r\nConnection: close\r\nContent-Length: " + said.length()
                                    + "\r\n\r\n" + said)
                            .getBytes(StandardCharsets.US_ASCII),
                    "X-Drip: drop\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        private String head(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("no request");
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.US_ASCII);
        }
    }

    MatrixS3(Certificates certificates) throws IOException {
        server = new Server(certificates);
        trouble(SUCCESS, () -> {});
        for (String error : List.of(
                "400 EntityTooLarge",
                "403 AccessDenied",
                "403 SignatureDoesNotMatch",
                "404 NoSuchBucket",
                "500 InternalError",
                "503 SlowDown")) {
            trouble(error, () -> status = error);
        }
        network(server);
        // AWS's client has a time-out for silence, and none that a drip would end.
        troubles().remove(DRIP);
    }

    @Override
    String destination() {
        return "daily-s3";
    }

    @Override
    String title() {
        return "A file a day in S3 (AWS's client tries a failure again by itself before it tells of it)";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set("daily-s3.bucket", "clicks-of-a-company")
                .set("daily-s3.region", S3StandIn.REGION)
                .set("daily-s3.access-key", S3StandIn.ACCESS_KEY)
                .set("daily-s3.secret-key", S3StandIn.SECRET_KEY)
                .set("daily-s3.format", "record")
                .set("daily-s3.timeout", "10s")
                .set("daily-s3.s3", "https://" + host + ":" + server.port());
        try {
            rig.recipe(
                    "daily-s3",
                    "at: \"00:00\"",
                    "every: 1s",
                    "lazyStartProducer: true",
                    "lazyStartProducer: true\n              overrideEndpoint: true\n              uriEndpointOverride: "
                            + "\"{{daily-s3.s3}}\"\n              forcePathStyle: true");
            if (!rig.routeFile("routing.camel.yaml").contains(STEP)) {
                rig.firstStep(STEP);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void recover() {
        status = WELL;
        server.recover();
    }

    @Override
    String has(String chat) {
        long keys = objects.values().stream()
                .filter(object -> {
                    Matcher clicks = CHAT.matcher(object);
                    return clicks.find() && clicks.group(1).equals(chat);
                })
                .count();
        assertThat(keys).as("objects of %s", chat).isEqualTo(1);
        return "one object";
    }

    @Override
    public void close() {
        server.close();
    }
}
