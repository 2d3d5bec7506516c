package org.clickrouter.poll;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clickrouter.window.Window;

/** A report API in memory: whatever window holds a bad second meets that second's fault. */
final class FaultyApi {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    enum Fault {
        HTTP_500,
        EMPTY_BODY,
        HTML_200,
        NO_DATA,
        CUT_SHORT,
        RESET,
        NOT_JSON,
        TIME_OUT,
        BAD_REQUEST,
        MAINTENANCE,
        FEWER,
        SIMULTANEOUS,
        SIMULTANEOUS_403,
        REQUEST_TIMEOUT,
        TOO_LARGE,
        NO_SUCH_PAGE,
        TOKEN_LIMIT;

        /** The day's limit holds for every window, so never for ever for one. */
        boolean mayLastForEver() {
            return this != TOKEN_LIMIT;
        }
    }

    record Bad(Fault fault, long until) {}

    record Click(String chat, long second, String code) {}

    record Reply(int status, InputStream body) {}

    final int cut;
    final Map<Long, Bad> bad = new TreeMap<>();
    final Map<String, Click> clicks = new TreeMap<>();
    boolean down;
    /** It says of every call that it comes too fast. */
    boolean busy;
    /** It answers one call in so many seconds, and refuses any other; 0: each. */
    int pace;

    private long answered;
    /** The token is none of its own. */
    boolean refuses;
    /** From so many calls on it is down. */
    int downFrom = Integer.MAX_VALUE;

    int calls;

    FaultyApi(int cut) {
        this.cut = cut;
    }

    Reply answer(Window window, long now) throws IOException {
        calls++;
        if (down || calls >= downFrom) {
            if (calls % 2 == 0) {
                throw new ConnectException("Connection refused");
            }
            return reply(503, "<html>Service Unavailable</html>");
        }
        if (busy || pace > 0 && now < answered + pace) {
            return reply(429, "");
        }
        answered = now;
        if (refuses) {
            return reply(401, "{\"code\":\"401\",\"msg\":\"PLEASE VALIDATE TOKEN\"}");
        }
        List<String> found = clicks.values().stream()
                .filter(c -> c.second() >= window.from() && c.second() <= window.to() && c.second() <= now)
                .limit(cut)
                .map(FaultyApi::json)
                .toList();
        Fault fault = bad.entrySet().stream()
                .filter(b -> b.getKey() >= window.from()
                        && b.getKey() <= window.to()
                        && now < b.getValue().until())
                .map(b -> b.getValue().fault())
                .findFirst()
                .orElse(null);
        String whole = report(found, found.size());
        if (fault == null) {
            return found.isEmpty()
                    ? reply(404, "{\"code\":\"404\",\"msg\":\"No records were found\"}")
                    : reply(200, whole);
        }
        return switch (fault) {
            case HTTP_500 -> reply(500, "<html>Internal Server Error</html>");
            case EMPTY_BODY -> reply(200, "");
            case HTML_200 -> reply(200, "<html><b>Fatal error</b>: Allowed memory size</html>");
            case NO_DATA -> reply(200, "{\"code\":\"200\",\"error\":null,\"msg\":\"\"}");
            case CUT_SHORT -> reply(200, whole.substring(0, whole.length() * 2 / 3));
            case NOT_JSON -> reply(200, whole.replaceFirst("(.*\\{)", "$1oops "));
            case RESET -> broken(whole.substring(0, whole.length() / 2), new SocketException("Connection reset"));
            case TIME_OUT ->
                broken(whole.substring(0, whole.length() / 2), new SocketTimeoutException("Read timed out"));
            case BAD_REQUEST -> reply(400, "{\"code\":\"400\",\"msg\":\"SOME PARAMETERS ARE REQUIRED\"}");
            case MAINTENANCE -> reply(403, "{\"code\":\"403\",\"msg\":\"Under maintenance\"}");
            case FEWER ->
                found.isEmpty()
                        ? reply(404, "{\"code\":\"404\",\"msg\":\"No records were found\"}")
                        : reply(200, report(found.subList(0, found.size() / 2), found.size()));
            case SIMULTANEOUS -> reply(429, "");
            case SIMULTANEOUS_403 ->
                reply(403, "{\"code\":\"403\",\"msg\":\"EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)\"}");
            case REQUEST_TIMEOUT -> reply(408, "<html>Request Timeout</html>");
            case TOO_LARGE -> reply(413, "<html>Content Too Large</html>");
            case NO_SUCH_PAGE -> reply(404, "<html>Not Found</html>");
            case TOKEN_LIMIT -> reply(403, "{\"code\":\"403\",\"msg\":\"TOKEN LIMIT EXCEEDED\"}");
        };
    }

    private static String json(Click click) {
        return "{\"chat_id\":\"" + click.chat() + "\",\"source_id\":\"1202\",\"date\":\""
                + DATE.format(LocalDateTime.ofEpochSecond(click.second(), 0, ZoneOffset.UTC)) + "\",\"cod_act\":\""
                + click.code() + "\"}";
    }

    private static String report(List<String> records, int announced) {
        return "{\"code\":\"200\",\"error\":null,\"msg\":\"" + announced + " records were found\",\"data\":["
                + String.join(",", new ArrayList<>(records)) + "]}";
    }

    private static Reply reply(int status, String body) {
        return new Reply(status, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Reply broken(String begun, IOException failure) {
        return new Reply(
                200,
                new SequenceInputStream(
                        new ByteArrayInputStream(begun.getBytes(StandardCharsets.UTF_8)), new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw failure;
                            }
                        }));
    }
}
