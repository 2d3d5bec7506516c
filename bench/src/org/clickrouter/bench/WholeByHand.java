package org.clickrouter.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * The whole job by hand: one thread reads and writes rows, 500 a batch and a commit, and 8 threads POST. What waits to
 * be sent is in memory only: a crash loses it, or sends it twice.
 */
public final class WholeByHand {

    private static final String TABLE =
            "CREATE TABLE click_sink (chat_id VARCHAR(100), source_id VARCHAR(100), click_date VARCHAR(30),"
                    + " cod_act VARCHAR(100), agent_id VARCHAR(200), record VARCHAR,"
                    + " PRIMARY KEY (chat_id, source_id, click_date))";

    private WholeByHand() {}

    /** Sends one body and reads the answer. */
    private interface Client {
        void post(String body) throws Exception;
    }

    /** Arguments: the report's address, the database's, the receiver's, and raw or JDK. */
    public static void main(String[] args) throws Exception {
        BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
        Semaphore sent = new Semaphore(0);
        HttpClient shared = args[3].equals("raw") ? null : HttpClient.newHttpClient();
        for (int i = 0; i < 8; i++) {
            Client client = shared == null ? raw(URI.create(args[2])) : jdk(shared, URI.create(args[2]));
            new Thread(() -> send(waiting, client, sent)).start();
        }
        try (Connection connection = args[1].startsWith("jdbc:h2:")
                ? DriverManager.getConnection(args[1], "sa", "")
                : DriverManager.getConnection(args[1])) {
            connection.createStatement().execute(TABLE);
            connection.setAutoCommit(false);
            // Until it is killed.
            while (true) {
                HttpURLConnection report =
                        (HttpURLConnection) URI.create(args[0]).toURL().openConnection();
                if (report.getResponseCode() != 200) {
                    Waiting.pause(100);
                    continue;
                }
                try (InputStream answer = report.getInputStream()) {
                    sent.acquire(read(answer, connection, waiting));
                }
                System.out.println("done");
            }
        }
    }

    /** @return how many webhooks were queued */
    private static int read(InputStream answer, Connection connection, BlockingQueue<String> waiting)
            throws IOException, SQLException {
        try (JsonParser parser = new JsonFactory().createParser(answer);
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO click_sink VALUES (?, ?, ?, ?, ?, ?)")) {
            while (parser.nextToken() != JsonToken.START_ARRAY) {
                // The envelope.
            }
            int rows = 0;
            int webhooks = 0;
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> click = new HashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    click.put(name, parser.getText());
                }
                if (click.get("cod_act").isEmpty()) {
                    continue;
                }
                String record = json(click);
                int column = 0;
                for (String name : List.of("chat_id", "source_id", "date", "cod_act", "agent_id")) {
                    insert.setString(++column, click.get(name));
                }
                insert.setString(++column, record);
                insert.addBatch();
                if (++rows % 500 == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
                if (click.get("cod_act").equals(Records.WEBHOOK)) {
                    waiting.add(record);
                    webhooks++;
                }
            }
            insert.executeBatch();
            connection.commit();
            return webhooks;
        }
    }

    /** The made-up records hold nothing that must be escaped. */
    private static String json(Map<String, String> click) {
        StringBuilder json = new StringBuilder("{");
        click.forEach((name, value) -> json.append(json.length() == 1 ? "\"" : ",\"")
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"'));
        return json.append('}').toString();
    }

    private static void send(BlockingQueue<String> waiting, Client client, Semaphore sent) {
        try {
            while (true) {
                client.post(waiting.take());
                sent.release();
            }
        } catch (Exception e) {
            // Who waits for the process learns of it.
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static Client jdk(HttpClient client, URI url) {
        return body -> {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            int status;
            try {
                status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException lost) {
                // On Java 25 it now and then loses the answer to a request ("Data received while in pool").
                status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            }
            if (status != 204) {
                throw new IllegalStateException("status " + status);
            }
        };
    }

    private static Client raw(URI url) {
        try {
            Socket socket = new Socket(url.getHost(), url.getPort());
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            return body -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                ByteArrayOutputStream request = new ByteArrayOutputStream(bytes.length + 200);
                request.writeBytes(("POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                request.writeBytes(bytes);
                request.writeTo(out);
                // The receiver's answer has no body.
                for (int ends = 0; ends < 4; ) {
                    int c = in.read();
                    if (c < 0) {
                        throw new IOException("the receiver closed the connection");
                    }
                    ends = c == '\r' || c == '\n' ? ends + 1 : 0;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
