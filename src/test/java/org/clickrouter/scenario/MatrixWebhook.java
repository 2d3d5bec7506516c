package org.clickrouter.scenario;

import java.io.IOException;
import org.clickrouter.testing.Certificates;

/** The webhook in the failure matrix. */
final class MatrixWebhook extends MatrixHttp {

    MatrixWebhook(Certificates certificates) throws IOException {
        super(certificates, "webhook-id");
    }

    @Override
    String destination() {
        return "webhook";
    }

    @Override
    String title() {
        return "Webhook";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set("webhook.url", url(host)).set("webhook.codes", "*").set("webhook.timeout", "3s");
    }
}
