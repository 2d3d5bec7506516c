package org.clickrouter.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.clickrouter.testing.Certificates;

/**
 * Any endpoint of Camel in the failure matrix, by that component of the bundle whose partner can be in every trouble:
 * https.
 */
final class MatrixEndpoint extends MatrixHttp {

    private static final String BRANCH = """
        - choice:
            when:
              - ref: partner.codes
                steps:
                  - to:
                      id: to-partner
                      uri: outbox:partner
        """.indent(8);

    MatrixEndpoint(Certificates certificates) throws IOException {
        super(certificates, "delivery_id");
    }

    @Override
    String destination() {
        return "partner";
    }

    @Override
    String title() {
        return "Any other endpoint (here: https)";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set("partner.codes", "*").set("partner.timeout", "3s");
        try {
            rig.destination("partner", "endpoint", "uri", url(host) + "?httpMethod=POST");
            String steps = "      steps:\n";
            String routing = rig.routeFile("routing.camel.yaml");
            rig.write(
                    "routing.camel.yaml",
                    routing.contains(BRANCH) ? routing : routing.replaceFirst(steps, steps + BRANCH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
