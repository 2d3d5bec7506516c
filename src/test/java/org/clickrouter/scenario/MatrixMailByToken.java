package org.clickrouter.scenario;

import java.io.IOException;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.GuardedReceiver;

/** E-mail in the failure matrix by way of a server that wants an access token (XOAUTH2); the token server is well. */
final class MatrixMailByToken extends MatrixMail {

    private final GuardedReceiver tokens = new GuardedReceiver();

    MatrixMailByToken(Certificates certificates) throws IOException {
        super(certificates, "XOAUTH2");
    }

    @Override
    String title() {
        return "E-mail by an access token";
    }

    @Override
    void settings(Rig rig, String host) {
        super.settings(rig, host);
        rig.set("webhook.codes", "")
                .set("email.password", "")
                .set("email.oauth2.token-url", tokens.url("/token"))
                .set("email.oauth2.client-id", GuardedReceiver.CLIENT)
                .set("email.oauth2.client-secret", GuardedReceiver.SECRET);
    }

    @Override
    public void close() {
        tokens.close();
        super.close();
    }
}
