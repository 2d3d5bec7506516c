package org.clickrouter.simulate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Supplier;

/** The vendor's allow-list: who is not on it gets no answer, but a broken connection. */
final class AllowedCallers implements HttpHandler {

    private final Supplier<Account> account;
    private final HttpHandler answers;

    AllowedCallers(Supplier<Account> account, HttpHandler answers) {
        this.account = account;
        this.answers = answers;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!account.get().lets(caller(exchange))) {
            throw new IOException("the caller is not on the allow-list");
        }
        answers.handle(exchange);
    }

    static String caller(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }
}
