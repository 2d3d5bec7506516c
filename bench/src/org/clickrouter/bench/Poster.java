package org.clickrouter.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** A bare client that does nothing but POST the same bytes: nothing is read from a store, signed or marked. */
public final class Poster {

    private interface Client {
        void post() throws IOException, InterruptedException;
    }

    private Poster() {}

    /** Arguments: jdk or apache, the address, how many in all, how many at the same time. */
    public static void main(String[] args) throws Exception {
        byte[] body = ("{\"type\":\"click.coded\",\"timestamp\":\"2026-11-23T20:17:40.477Z\",\"data\":"
                        + Records.record(1) + "}")
                .getBytes(StandardCharsets.UTF_8);
        int inFlight = Integer.parseInt(args[3]);
        Client client = args[0].equals("jdk") ? jdk(args[1], body) : apache(args[1], body, inFlight);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[2]));
        ExecutorService threads = Executors.newFixedThreadPool(inFlight);
        for (int i = 0; i < inFlight; i++) {
            threads.submit(() -> {
                while (left.getAndDecrement() > 0) {
                    client.post();
                }
                return null;
            });
        }
        threads.shutdown();
        threads.awaitTermination(10, TimeUnit.MINUTES);
        System.out.println("done");
    }

    private static Client jdk(String url, byte[] body) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return () -> client.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static Client apache(String url, byte[] body, int inFlight) {
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(inFlight)
                        .setMaxConnTotal(inFlight)
                        .build())
                .build();
        return () -> {
            HttpPost post = new HttpPost(url);
            post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            client.execute(post, response -> null);
        };
    }
}
