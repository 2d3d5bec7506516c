package org.clickrouter.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A bucket of S3 as its documentation describes it: takes PUT of an object and HEAD of a bucket, and verifies the
 * signature of the first (AWS Signature Version 4) by computing it anew.
 */
public final class S3StandIn implements AutoCloseable {

    public static final String ACCESS_KEY = "AKIAEXAMPLE0CLICKS00";
    public static final String SECRET_KEY = "wJalr/XUtnFEMI+K7MDENG&bPxRfiCYEXAMPLEKEY";
    public static final String REGION = "sa-east-1";

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d+/[^/]+/s3/aws4_request), SignedHeaders=([^,]+), Signature=(\\w+)");

    private final HttpServer server;
    private final Map<String, String> objects = new ConcurrentSkipListMap<>();
    private final List<String> puts = new CopyOnWriteArrayList<>();
    private final Queue<String> refusals = new ArrayDeque<>();

    public S3StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The objects by path: the bucket and the key. */
    public Map<String, String> objects() {
        return Map.copyOf(objects);
    }

    /** The paths of all that was let in, in their order. */
    public List<String> puts() {
        return List.copyOf(puts);
    }

    /** The next requests are refused with an error of S3, as {@code 403 AccessDenied}. */
    public synchronized void refuse(String... errors) {
        refusals.addAll(Arrays.asList(errors));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            // Whether there is such a bucket.
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getRawPath();
        String refusal = refusals.poll();
        if (refusal == null && !isSigned(exchange)) {
            refusal = "403 SignatureDoesNotMatch";
        }
        if (refusal != null) {
            byte[] error = ("<Error><Code>" + refusal.substring(4) + "</Code><Message>no</Message></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(refusal.substring(0, 3)), error.length);
            exchange.getResponseBody().write(error);
        } else {
            String coding = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            objects.put(
                    path, new String(coding.contains("aws-chunked") ? dechunked(body) : body, StandardCharsets.UTF_8));
            puts.add(path);
            exchange.getResponseHeaders().set("ETag", "\"0\"");
            exchange.sendResponseHeaders(200, -1);
        }
        exchange.close();
    }

    private static boolean isSigned(HttpExchange exchange) {
        Matcher parts = AUTHORIZATION.matcher(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (!parts.matches()
                || !parts.group(1).equals(ACCESS_KEY)
                || !parts.group(2).contains("/" + REGION + "/")) {
            return false;
        }
        String headers = Arrays.stream(parts.group(3).split(";"))
                .map(name -> name + ":"
                        + String.join(",", exchange.getRequestHeaders().get(name))
                                .strip() + "\n")
                .collect(Collectors.joining());
        String canonical = String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery() == null
                        ? ""
                        : exchange.getRequestURI().getRawQuery(),
                headers,
                parts.group(3),
                exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
        try {
            byte[] key = ("AWS4" + SECRET_KEY).getBytes(StandardCharsets.UTF_8);
            for (String part : parts.group(2).split("/")) {
                key = mac(key, part);
            }
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
            String toSign = String.join(
                    "\n",
                    "AWS4-HMAC-SHA256",
                    exchange.getRequestHeaders().getFirst("x-amz-date"),
                    parts.group(2),
                    hash);
            return HexFormat.of().formatHex(mac(key, toSign)).equals(parts.group(4));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The object inside the coding aws-chunked: a line with the length in hexadecimal before each part. */
    private static byte[] dechunked(byte[] body) {
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (true) {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.append((char) next);
            }
            int length = Integer.parseInt(line.toString().strip().replaceFirst(";.*", ""), 16);
            if (length == 0) {
                return out.toByteArray();
            }
            byte[] part = new byte[length];
            in.read(part, 0, length);
            out.writeBytes(part);
            in.skip(2);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
