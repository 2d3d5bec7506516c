package org.clickrouter.scenario;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.TroubledServer;

/**
 * A webhook in the failure matrix that logs in by OAuth2. Its receiver is well, and takes each token once, so that the
 * token server is asked for each delivery: that one is in trouble.
 */
final class MatrixTokens extends MatrixHttp {

    private static final String BRANCH = """
        - choice:
            when:
              - ref: tokens.codes
                steps:
                  - to:
                      id: to-tokens
                      uri: outbox:tokens
        """.indent(8);

    private final AtomicInteger given = new AtomicInteger();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Receiver receiver;

    private final class Receiver extends TroubledServer {
        Receiver(Certificates certificates) throws IOException {
            super(certificates);
        }

        @Override
        protected void serve(Socket client) throws IOException {
            Socket secured = secure(client);
            AtomicBoolean lets = new AtomicBoolean();
            took(secured.getInputStream(), head -> {
                lets.set(used.add(value(head, "authorization")));
                return lets.get();
            });
            secured.getOutputStream()
                    .write(("HTTP/1.1 " + (lets.get() ? "200 OK" : "401 No")
                                    + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            secured.getOutputStream().flush();
        }
    }

    MatrixTokens(Certificates certificates) throws IOException {
        super(certificates, "webhook-id");
        receiver = new Receiver(certificates);
    }

    @Override
    String body() {
        return "{\"access_token\":\"t-" + given.incrementAndGet() + "\",\"expires_in\":3600}";
    }

    @Override
    String destination() {
        return "tokens";
    }

    @Override
    String title() {
        return "Webhook that logs in by OAuth2 (the trouble is at the token server)";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set("tokens.url", "https://localhost:" + receiver.port() + "/hook")
                .set("tokens.oauth2.token-url", url(host))
                .set("tokens.oauth2.client-id", "click-router")
                .set("tokens.oauth2.client-secret", "s3cret-of-the-client")
                .set("tokens.codes", "*")
                .set("tokens.timeout", "3s");
        routed(rig, BRANCH);
    }

    @Override
    public void close() {
        receiver.close();
        super.close();
    }
}
