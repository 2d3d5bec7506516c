package org.clickrouter.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers {@code information.php}: token_info, get_ip, activity_codes and routing_points. Its calls count for the token
 * like those of the report.
 */
final class InformationHandler implements HttpHandler {
    static final String PATH = "/api/v2/information.php";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/json; charset=utf-8";

    private final ApiOptions options;
    private final Supplier<Account> account;
    private final Clicks clicks;
    private final CallLog log;
    private final TokenRules rules;

    InformationHandler(ApiOptions options, Supplier<Account> account, Clicks clicks, CallLog log) {
        this.options = options;
        this.account = account;
        this.clicks = clicks;
        this.log = log;
        this.rules = new TokenRules(options);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var api = Optional.ofNullable(exchange.getRequestURI().getQuery())
                .map(query -> query.replaceFirst("(?s).*?(?:^|&)api=([^&]*).*", "$1"))
                .orElse("");
        var call = log.information();
        try {
            var refusal = rules.refusal(exchange, call);
            if (refusal.isPresent()) {
                send(exchange, call, refusal.get().status, refusal.get().body());
                return;
            }
            switch (api) {
                case "token_info" -> rows(exchange, call, "200", tokenInfo());
                case "get_ip" -> rows(exchange, call, "200", addresses(AllowedCallers.caller(exchange)));
                // The vendor's own collection shows this one with the code 0.
                case "activity_codes" -> rows(exchange, call, "0", codes());
                case "routing_points" -> rows(exchange, call, "200", routingPoints(wanted(exchange)));
                case "" -> send(exchange, call, Refusal.BAD_REQUEST.status, Refusal.BAD_REQUEST.body());
                default -> send(exchange, call, Refusal.NO_SUCH_API.status, Refusal.NO_SUCH_API.body());
            }
        } finally {
            call.end();
        }
    }

    private ArrayNode tokenInfo() {
        int used = log.usedToday();
        var data = JSON.createArrayNode();
        data.addObject()
                .put("description", "reports")
                .put("token_limit", " " + options.dailyLimit() + " ")
                .put("token_use_today", Integer.toString(used))
                .put("all_token_today", Integer.toString(used))
                .put("available_consumption_options", Integer.toString(Math.max(0, options.dailyLimit() - used)));
        return data;
    }

    private ArrayNode addresses(String caller) {
        var data = JSON.createArrayNode();
        var allowed = account.get().allowed();
        for (var address : allowed.isEmpty() ? List.of(new Account.AllowedAddress(caller, "fija")) : allowed) {
            data.addObject()
                    .put("operation", "simulated")
                    .put("ip", address.ip() + " ")
                    .put("last_use", "2026-11-23 10:00:00")
                    .put("type_ip", address.type())
                    .put("description", "");
        }
        return data;
    }

    private ArrayNode codes() {
        var data = JSON.createArrayNode();
        new TreeMap<>(account.get().activityCodes())
                .forEach((code, won) -> data.addObject()
                        .put("cod_act", code + " ")
                        .put("description_cod_act", code)
                        .put("hit", won ? "yes" : "no")
                        .put("rpc", "yes")
                        .put("chat", "yes")
                        .put("studio", "no")
                        .put("voice", "no")
                        .put("type_code", "")
                        .put("interactions", "yes"));
        return data;
    }

    /** @return the routing point that is asked for, or empty for all */
    private static String wanted(HttpExchange exchange) {
        var routing = Pattern.compile("(?:^|&)routing=([^&]*)")
                .matcher(exchange.getRequestURI().getQuery());
        return routing.find() ? routing.group(1) : "";
    }

    /** Those of the clicks. */
    private ArrayNode routingPoints(String wanted) {
        var data = JSON.createArrayNode();
        var ids = new TreeSet<String>();
        clicks.all().forEach(record -> ids.add(record.path("rp_id").asText("").strip()));
        ids.stream()
                .filter(id -> !id.isEmpty() && (wanted.isEmpty() || wanted.equals(id)))
                .forEach(id -> data.addObject()
                        .put("rp_id", id + " ")
                        .put("rp_name", "Punto " + id)
                        .put("ivr_active", "no")
                        .put("chat_active", "yes")
                        .put("interaction_active", "yes")
                        .put("crm_active", "no")
                        .put("last_use", "2026-11-23 10:00:00"));
        return data;
    }

    private static void rows(HttpExchange exchange, CallLog.Open call, String code, ArrayNode data) throws IOException {
        var answer = JSON.createObjectNode()
                .put("code", code)
                .putNull("error")
                .put("msg", data.size() + " records were found");
        answer.set("data", data);
        send(exchange, call, 200, answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, CallLog.Open call, int status, byte[] body) throws IOException {
        call.end();
        LoopbackServer.send(exchange, status, TYPE, body);
    }
}
