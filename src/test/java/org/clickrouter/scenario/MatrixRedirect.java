package org.clickrouter.scenario;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.TroubledServer;

/**
 * A webhook in the failure matrix that sends each call on, to the host whose answer counts: that one is in trouble, and
 * the receiver itself is well.
 */
final class MatrixRedirect extends MatrixHttp {

    private static final String BRANCH = """
        - choice:
            when:
              - ref: sent-on.codes
                steps:
                  - to:
                      id: to-sent-on
                      uri: outbox:sent-on
        """.indent(8);
    private static final String NAMED = "localhost";

    private final Receiver receiver;
    private volatile String elsewhere = NAMED;

    private final class Receiver extends TroubledServer {
        Receiver(Certificates certificates) throws IOException {
            super(certificates);
        }

        @Override
        protected void serve(Socket client) throws IOException {
            Socket secured = secure(client);
            took(secured.getInputStream());
            secured.getOutputStream()
                    .write(("HTTP/1.1 302 Found\r\nLocation: " + MatrixRedirect.this.url(elsewhere)
                                    + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            secured.getOutputStream().flush();
        }
    }

    MatrixRedirect(Certificates certificates) throws IOException {
        super(certificates, "webhook-id");
        receiver = new Receiver(certificates);
        trouble("redirect to a host that is not named", () -> elsewhere = "127.0.0.1");
    }

    @Override
    String destination() {
        return "sent-on";
    }

    @Override
    String title() {
        return "Webhook whose redirect is followed (the trouble is at its target)";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set("sent-on.url", "https://" + host + ":" + receiver.port() + "/hook")
                .set("sent-on.redirect", NAMED)
                .set("sent-on.codes", "*")
                .set("sent-on.timeout", "3s");
        routed(rig, BRANCH);
    }

    @Override
    void recover() {
        elsewhere = NAMED;
        super.recover();
    }

    @Override
    public void close() {
        receiver.close();
        super.close();
    }
}
