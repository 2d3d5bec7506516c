package org.clickrouter.simulate;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;

/** What the API asks of every call, whatever is called: a method, a token, and the token's limits. */
final class TokenRules {

    private final ApiOptions options;

    TokenRules(ApiOptions options) {
        this.options = options;
    }

    /** Counts the call for its token; empty where it may go on. */
    Optional<Refusal> refusal(HttpExchange exchange, CallLog.Open call) {
        var token = exchange.getRequestHeaders().getFirst("wolkvox-token");
        if (!exchange.getRequestMethod().equals("GET")) {
            return Optional.of(Refusal.BAD_METHOD);
        } else if (token == null || token.isBlank()) {
            return Optional.of(Refusal.NO_TOKEN);
        } else if (!token.equals(options.token())) {
            return Optional.of(Refusal.WRONG_TOKEN);
        } else if (call.enter() > options.dailyLimit()) {
            return Optional.of(Refusal.TOKEN_LIMIT);
        } else if (!call.takePlace()) {
            return Optional.of(Refusal.SIMULTANEOUS);
        }
        return Optional.empty();
    }
}
