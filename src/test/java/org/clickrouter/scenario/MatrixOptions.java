package org.clickrouter.scenario;

import java.io.IOException;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.LoginProxy;

/** A webhook in the failure matrix with the options of a request at once, behind a proxy with a log-in. */
final class MatrixOptions extends MatrixHttp {

    private static final String BRANCH = """
        - choice:
            when:
              - ref: leads.codes
                steps:
                  - to:
                      id: to-leads
                      uri: outbox:leads
        """.indent(8);

    private final LoginProxy proxy = new LoginProxy("ana:p@ss");

    MatrixOptions(Certificates certificates) throws IOException {
        super(certificates, "webhook-id");
    }

    @Override
    String destination() {
        return "leads";
    }

    @Override
    String title() {
        return "Webhook by PUT, with a field in the address, compressed, in order, signed v1a, behind a proxy with a log-in";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set("leads.url", url(host) + "/{chat_id}")
                .set("leads.method", "PUT")
                .set("leads.compression", "gzip")
                .set("leads.ordered", "true")
                .set("leads.proxy", "http://ana:p%40ss@127.0.0.1:" + proxy.port())
                .set("leads.secret", "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc=")
                .set("leads.codes", "*")
                .set("leads.timeout", "3s");
        routed(rig, BRANCH);
    }

    @Override
    public void close() {
        try {
            proxy.close();
        } catch (IOException over) {
            // Nothing goes through it any more.
        }
        super.close();
    }
}
