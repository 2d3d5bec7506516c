package org.clickrouter.simulate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Answers {@code reports_manager.php}: first the API's own rules, then the fault whose turn it is, then the records.
 */
final class ReportHandler implements HttpHandler {
    static final String PATH = "/api/v2/reports_manager.php";
    private static final String JSON = "application/json; charset=utf-8";
    private static final Set<String> REPORTS = Set.of("chat_14", "chat_15", "chat_1");
    /** Reports that are asked for beside the clicks. */
    private static final Set<String> BESIDE = Set.of("chat_15", "chat_1");

    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1></body></html>";

    private final ApiOptions options;
    private final Clicks clicks;
    private final CallLog log;
    private final FaultQueue faults;
    private final FaultQueue chatFaults;
    private final Holds holds;
    private final ReportWriter writer;
    private final TokenRules rules;
    private final IntSupplier differs;

    ReportHandler(
            ApiOptions options,
            Clicks clicks,
            CallLog log,
            FaultQueue faults,
            FaultQueue chatFaults,
            Holds holds,
            IntSupplier differs) {
        this.differs = differs;
        this.options = options;
        this.clicks = clicks;
        this.log = log;
        this.faults = faults;
        this.chatFaults = chatFaults;
        this.holds = holds;
        this.writer = new ReportWriter(holds);
        this.rules = new TokenRules(options);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            LoopbackServer.send(exchange, 404, "text/html", "<h1>Not Found</h1>".getBytes(StandardCharsets.UTF_8));
            return;
        }
        var query = query(exchange.getRequestURI().getRawQuery());
        boolean beside = BESIDE.contains(query.getOrDefault("api", ""));
        var call = beside ? log.information() : log.open(query.get("date_ini"), query.get("date_end"));
        try {
            answer(exchange, call, query);
        } finally {
            // An exception that goes on from here makes the server break the connection: what a fault or a closing
            // simulator wants.
            call.end();
        }
    }

    private void answer(HttpExchange exchange, CallLog.Open call, Map<String, String> query) throws IOException {
        var refusal = refusal(exchange, call, query);
        if (refusal.isPresent()) {
            refuse(exchange, call, refusal.get());
            return;
        }
        var window = Window.parse(query.get("date_ini"), query.get("date_end")).orElseThrow();
        if ("chat_15".equals(query.get("api"))) {
            summary(exchange, call, window);
            return;
        } else if ("chat_1".equals(query.get("api"))) {
            chats(exchange, call, window);
            return;
        }
        var fault = faults.take(window);
        if (fault.isEmpty()) {
            records(exchange, call, Answer.of(found(window)), null);
        } else {
            call.met(fault.get());
            faulty(exchange, call, window, fault.get());
        }
    }

    private Optional<Refusal> refusal(HttpExchange exchange, CallLog.Open call, Map<String, String> query) {
        var ofToken = rules.refusal(exchange, call);
        if (ofToken.isPresent()) {
            return ofToken;
        } else if (query.getOrDefault("api", "").isEmpty()) {
            return Optional.of(Refusal.BAD_REQUEST);
        } else if (!REPORTS.contains(query.get("api"))) {
            return Optional.of(Refusal.NO_SUCH_API);
        }
        var window = Window.parse(query.get("date_ini"), query.get("date_end"));
        return window.isPresent() ? Optional.empty() : Optional.of(Refusal.BAD_REQUEST);
    }

    /** Answers in the place of any report; false where the fault is one of an answer with records. */
    private static boolean instead(HttpExchange exchange, CallLog.Open call, Fault fault) throws IOException {
        switch (fault.kind()) {
            case HTML_500 ->
                send(exchange, call, 500, "text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
            case EMPTY_200 -> send(exchange, call, 200, JSON, new byte[0]);
            case WRONG_TOKEN -> refuse(exchange, call, Refusal.WRONG_TOKEN);
            case TOKEN_LIMIT -> refuse(exchange, call, Refusal.TOKEN_LIMIT);
            case SIMULTANEOUS -> refuse(exchange, call, Refusal.SIMULTANEOUS);
            case MAINTENANCE -> refuse(exchange, call, Refusal.MAINTENANCE);
            case BAD_REQUEST -> refuse(exchange, call, Refusal.BAD_REQUEST);
            case CODE_INSIDE_200 -> send(exchange, call, 200, JSON, Refusal.WRONG_TOKEN.body());
            case DATA_NULL ->
                send(
                        exchange,
                        call,
                        200,
                        JSON,
                        "{\"code\": \"200\", \"error\": \"null\", \"msg\": \"0 records were found\", \"data\": null}"
                                .getBytes(StandardCharsets.UTF_8));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void faulty(HttpExchange exchange, CallLog.Open call, Window window, Fault fault) throws IOException {
        if (instead(exchange, call, fault)) {
            return;
        }
        switch (fault.kind()) {
            case SLOW -> {
                holds.hold(fault.hold());
                records(exchange, call, Answer.of(found(window)), null);
            }
            case STALL -> {
                var found = found(window);
                if (found.isEmpty()) {
                    holds.hold(fault.hold());
                }
                records(exchange, call, Answer.of(found), fault);
            }
            case CUT_SHORT, RESET, FEWER -> {
                var found = found(window);
                call.answers(200, found.size());
                writer.send(exchange, call, Answer.of(found), fault);
            }
            case DATA_OBJECT -> records(exchange, call, Answer.of(found(window)), fault);
            case NUMERIC_IDS -> records(exchange, call, Answer.withNumericIds(found(window)), fault);
            case BAD_RECORDS -> records(exchange, call, Answer.withBadRecords(found(window)), fault);
            case FULL -> records(exchange, call, Answer.full(found(window), window, options.cut()), fault);
            case BIG ->
                records(
                        exchange,
                        call,
                        Answer.big(Math.min(Math.max(1, fault.records()), options.cut()), fault.bytes(), window),
                        fault);
            default -> throw new IllegalStateException("nobody answers " + fault.kind());
        }
    }

    /** No fault of the report strikes here: it is told to disagree instead. */
    private void summary(HttpExchange exchange, CallLog.Open call, Window window) throws IOException {
        var found = clicks.between(window.from(), window.to(), Integer.MAX_VALUE);
        if (found.isEmpty() && differs.getAsInt() == 0) {
            refuse(exchange, call, Refusal.NO_RECORDS);
        } else {
            send(exchange, call, 200, JSON, Summary.of(found, differs.getAsInt()));
        }
    }

    /** It has faults of its own. */
    private void chats(HttpExchange exchange, CallLog.Open call, Window window) throws IOException {
        var fault = chatFaults.take(window);
        if (fault.isPresent()) {
            call.met(fault.get());
            if (instead(exchange, call, fault.get())) {
                return;
            }
        }
        if (fault.isPresent() && fault.get().kind() == Fault.Kind.SLOW) {
            holds.hold(fault.get().hold());
        }
        var served = Chats.served(found(window));
        if (served.isEmpty()) {
            refuse(exchange, call, Refusal.NO_RECORDS);
            return;
        }
        var body = Chats.of(served);
        boolean cut = fault.isPresent() && fault.get().kind() == Fault.Kind.CUT_SHORT;
        send(exchange, call, 200, JSON, cut ? Arrays.copyOf(body, body.length / 2) : body);
    }

    private List<com.fasterxml.jackson.databind.node.ObjectNode> found(Window window) {
        return clicks.between(window.from(), window.to(), options.cut());
    }

    private void records(HttpExchange exchange, CallLog.Open call, Answer answer, Fault fault) throws IOException {
        if (answer.count() == 0) {
            refuse(exchange, call, Refusal.NO_RECORDS);
        } else {
            call.answers(200, answer.count());
            writer.send(exchange, call, answer, fault);
        }
    }

    private static void refuse(HttpExchange exchange, CallLog.Open call, Refusal refusal) throws IOException {
        send(exchange, call, refusal.status, JSON, refusal.body());
    }

    private static void send(HttpExchange exchange, CallLog.Open call, int status, String type, byte[] body)
            throws IOException {
        call.answers(status, 0);
        call.end();
        LoopbackServer.send(exchange, status, type, body);
    }

    private static Map<String, String> query(String raw) {
        var values = new HashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var parts = pair.split("=", 2);
            values.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
