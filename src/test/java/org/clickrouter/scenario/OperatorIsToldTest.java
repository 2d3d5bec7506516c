package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.WebhookReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running product tells its operator. */
class OperatorIsToldTest {

    @TempDir
    private Path home;

    @Test
    void thatAReceiverIsGoneIsToldWithoutTheClick() throws Exception {
        try (WebhookReceiver operator = WebhookReceiver.start();
                Rig rig = new Rig(home).set("operator.webhook", operator.url()).set("operator.gather", "1s")) {
            rig.webhook.behave(Behaviour.saying(410, "no more of chat-of-somebody"));
            rig.click("chat-of-somebody", "VENTA").start();

            eventually(() -> assertThat(operator.received()).isNotEmpty());
            assertThat(operator.received().get(0).text())
                    .contains("\"kind\":\"paused\",\"subject\":\"webhook\",\"state\":\"new\"", "answered 410")
                    .doesNotContain("chat-of-somebody");
        }
    }
}
