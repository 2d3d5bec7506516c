package org.clickrouter.destination.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChain.Scope;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.clickrouter.destination.oauth2.AccessTokens;

/**
 * Sends each request of a client with an access token; one that is refused with 401 goes once more with a new token.
 */
final class BearerTokens implements ExecChainHandler {

    private static final int SHORT = 65_536;

    private final AccessTokens tokens;
    private final Duration timeout;

    /** @param timeout the longest that a call may take, that for its token included */
    BearerTokens(AccessTokens tokens, Duration timeout) {
        this.tokens = tokens;
        this.timeout = timeout;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, Scope scope, ExecChain chain)
            throws IOException, HttpException {
        long end = System.nanoTime() + timeout.toNanos();
        String token = tokens.token(end);
        ClassicHttpResponse answer = chain.proceed(with(token, request), scope);
        for (int tries = 0; answer.getCode() == 401 && tokens.replaces(token, tries); tries++) {
            release(answer);
            token = tokens.token(end);
            answer = chain.proceed(with(token, request), scope);
        }
        return answer;
    }

    private static ClassicHttpRequest with(String token, ClassicHttpRequest request) {
        return ClassicRequestBuilder.copy(request)
                .setHeader("Authorization", "Bearer " + token)
                .build();
    }

    private static void release(ClassicHttpResponse answer) throws IOException {
        if (answer.getEntity() != null) {
            try (InputStream body = answer.getEntity().getContent()) {
                body.readNBytes(SHORT);
            }
        }
        answer.close();
    }
}
