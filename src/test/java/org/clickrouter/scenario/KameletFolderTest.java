package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kamelets of an engineer's own lie in kamelets/ beside routes/; those of the product and of Camel's catalogue come
 * with the jar.
 */
class KameletFolderTest {

    @TempDir
    private Path home;

    @Test
    void aKameletBesideTheRoutesWorksTogetherWithOnesFromTheJar() throws IOException {
        try (Rig rig = new Rig(home)) {
            Files.createDirectories(home.resolve("kamelets"));
            Files.writeString(home.resolve("kamelets/ping-source.kamelet.yaml"), """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: ping-source
                  labels:
                    camel.apache.org/kamelet.type: source
                spec:
                  definition:
                    title: Ping
                    type: object
                    properties:
                      text:
                        type: string
                  template:
                    from:
                      uri: timer:ping?repeatCount=1
                      steps:
                        - setBody:
                            constant: "{{text}}"
                        - to: kamelet:sink
                """);
            rig.write("ping.camel.yaml", """
                - route:
                    id: ping
                    from:
                      uri: kamelet:ping-source?text=hello
                      steps:
                        - to: kamelet:insert-header-action?name=webhook-id&value=msg_ping
                        - to: kamelet:signed-webhook-sink?url=RAW(URL/ping)&secret=pr1vate
                """.replace("URL", rig.webhook.url()));
            rig.start();

            eventually(() -> assertThat(rig.webhook.received()).hasSize(1));
            assertThat(rig.webhook.received().get(0)).satisfies(request -> {
                assertThat(request.text()).isEqualTo("hello");
                assertThat(request.path()).endsWith("/ping");
                assertThat(request.header("webhook-id")).hasValue("msg_ping");
                assertThat(request.header("webhook-signature")).isPresent();
            });
        }
    }
}
