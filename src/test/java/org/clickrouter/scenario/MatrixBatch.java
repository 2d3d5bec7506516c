package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.clickrouter.testing.Certificates;

/** A webhook in the failure matrix whose requests carry two clicks. */
final class MatrixBatch extends MatrixHttp {

    private static final String BRANCH = """
        - choice:
            when:
              - ref: pairs.codes
                steps:
                  - to:
                      id: to-pairs
                      uri: outbox:pairs
        """.indent(8);

    MatrixBatch(Certificates certificates) throws IOException {
        super(certificates, "webhook-id");
        for (int code : new int[] {400, 413, 422}) {
            troubles().remove(String.valueOf(code));
            trouble(code + APART, () -> refuseTogether(code));
        }
    }

    @Override
    String destination() {
        return "pairs";
    }

    @Override
    String title() {
        return "Webhook with two clicks in each request";
    }

    @Override
    String companion(String chat) {
        return chat + "-too";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set("pairs.url", url(host))
                .set("pairs.codes", "*")
                .set("pairs.timeout", "3s")
                .set("pairs.batch", "2");
        routed(rig, BRANCH);
    }

    @Override
    String has(String chat) {
        List<String> ids = ids(chat);
        assertThat(ids(companion(chat))).as("what came with it").isEqualTo(ids);
        return super.has(chat).replaceFirst("^it", "both");
    }

    @Override
    String hasApart(String chat) {
        List<String> ids = ids(chat);
        List<String> others = ids(companion(chat));
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(others).hasSize(2).startsWith(ids.get(0)).doesNotContain(ids.get(1));
        return "each, once, under its own webhook-id";
    }
}
