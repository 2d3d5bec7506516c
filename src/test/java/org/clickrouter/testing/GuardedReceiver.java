package org.clickrouter.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A receiver that lets in only who shows a token which it gave itself, a short while ago; and its token server. */
public final class GuardedReceiver implements AutoCloseable {

    public static final String CLIENT = "click-router";
    /** Has what an encoding may break. */
    public static final String SECRET = "s3cret+of/the client~%";

    /** A request that was let in. */
    public record Taken(String id, String chat, String authorization) {}

    private final HttpServer server;
    private final boolean encrypted;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "guarded-receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile Duration life = Duration.ofHours(1);
    private volatile int tokenStatus = 200;
    private final AtomicReference<Runnable> beforeAnswer = new AtomicReference<>(() -> {});
    private volatile String refresh = "";
    private String before = "";
    private boolean graceful;
    private final AtomicInteger stale = new AtomicInteger();

    public GuardedReceiver() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), false);
    }

    /** @param context of a server that asks each client for its certificate */
    public GuardedReceiver(SSLContext context) throws IOException {
        this(https(context, true), true);
    }

    /** One that asks no client for a certificate. */
    public static GuardedReceiver encrypted(SSLContext context) throws IOException {
        return new GuardedReceiver(https(context, false), true);
    }

    private GuardedReceiver(HttpServer server, boolean encrypted) {
        this.server = server;
        this.encrypted = encrypted;
        server.setExecutor(threads);
        server.createContext("/token", this::give);
        server.createContext("/hook", this::take);
        server.start();
    }

    private static HttpsServer https(SSLContext context, boolean demanding) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(demanding);
                parameters.setSSLParameters(wanted);
            }
        });
        return server;
    }

    public String url(String path) {
        return (encrypted ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort() + path;
    }

    /** @param life of the tokens that are given from now on, in whole seconds */
    public GuardedReceiver life(Duration life) {
        this.life = life;
        return this;
    }

    /** From now on it gives tokens for this refresh token alone, each time with another one in its place. */
    public GuardedReceiver once(String refreshToken) {
        refresh = refreshToken;
        return this;
    }

    /** @return how many times a refresh token came that is good for nothing any more */
    public int stale() {
        return stale.get();
    }

    /** The refresh token that is good now. */
    public String refreshToken() {
        return refresh;
    }

    /** The same, but the one before is good until the new one was shown: else a killed process could have lost it. */
    public GuardedReceiver onceGracefully(String refreshToken) {
        graceful = true;
        return once(refreshToken);
    }

    private static boolean shows(String form, String refreshToken) {
        return (form + "&").contains("refresh_token=" + URLEncoder.encode(refreshToken, StandardCharsets.UTF_8) + "&");
    }

    /** @return the next refresh token; empty where the form shows one that is used up */
    private synchronized Optional<String> exchanged(String form) {
        if (refresh.isEmpty()) {
            return Optional.of("");
        }
        boolean repeated = graceful && !before.isEmpty() && shows(form, before);
        if (!shows(form, refresh) && !repeated) {
            stale.incrementAndGet();
            return Optional.empty();
        }
        before = repeated ? before : refresh;
        refresh = "1//next-" + asked.size() + "-" + System.nanoTime();
        return Optional.of(refresh);
    }

    /** The next time that a token is given, this happens before the answer. */
    public void beforeItAnswers(Runnable happens) {
        beforeAnswer.set(happens);
    }

    /** What the token server answers from now on. */
    public void tokenStatus(int status) {
        tokenStatus = status;
    }

    /** Takes no token any more that it gave so far. */
    public void revoke() {
        tokens.clear();
    }

    /** Whether a token is one that it gave, and not over. */
    public boolean lets(String token) {
        Instant end = tokens.get(token);
        return end != null && end.isAfter(Instant.now());
    }

    /** @return for each token that was asked for, how: header and form */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** @return how many requests came without a token that counts */
    public int refused() {
        return refused.get();
    }

    private void give(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(header + " " + form);
        if (tokenStatus != 200) {
            answer(
                    exchange,
                    tokenStatus,
                    "{\"error\":\"invalid_client\",\"error_description\":\"no: " + header + "\"}");
            return;
        }
        Optional<String> next = exchanged(form);
        if (next.isEmpty()) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + form + "\"}");
            return;
        }
        String token = "token-" + asked.size() + "-" + System.nanoTime();
        tokens.put(token, Instant.now().plus(life));
        beforeAnswer.getAndSet(() -> {}).run();
        answer(
                exchange,
                200,
                "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":" + life.toSeconds()
                        + (next.get().isEmpty() ? "" : ",\"refresh_token\":\"" + next.get() + "\"")
                        + "}");
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!lets(authorization.replaceFirst("^Bearer ", ""))) {
            refused.incrementAndGet();
            answer(exchange, 401, "not " + authorization);
            return;
        }
        taken.add(new Taken(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                body.replaceFirst("(?s).*\"chat_id\":\"([^\"]*)\".*", "$1"),
                authorization));
        answer(exchange, 200, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
