package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import org.clickrouter.poll.FirstRead;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first read of a new store: what it finds is told before it is sent, or is not sent. */
class FirstReadTest {

    @TempDir
    private Path home;

    @Test
    void whatItFindsIsOnlyStoredWhereThatIsWishedAndNewsAreSent() {
        try (Rig rig = new Rig(home).set("poll.first", "store").set("poll.period", "200ms")) {
            rig.clicks("old", 4, "VENTA").click("late", "");
            Router router = rig.start();
            eventually(() ->
                    assertThat(Rig.store(router).clicks().storedOnly().count()).isEqualTo(5));
            rig.api.recode("late", "VENTA");
            eventually(() -> assertThat(rig.received()).containsExactly("late"));
            rig.click("new", "VENTA");
            eventually(() -> assertThat(rig.received()).containsExactlyInAnyOrder("late", "new"));
            assertThat(Rig.store(router).deliveries().count()).isEqualTo(2);

            String[] reroute = {"replay", "--reroute", "--last", "1d", "--home", home.toString(), "--history"};
            assertThat(Output.of("replay", "--reroute", "--last", "1d", "--home", home.toString())
                            .text())
                    .contains("nothing is to be sent");
            assertThat(Output.of(reroute).text()).contains("4 deliveries are queued");
            eventually(() -> assertThat(rig.received()).hasSize(6));
        }
    }

    @Test
    void whatItFindsIsToldBeforeAnyOfItIsSent() {
        try (Rig rig = new Rig(home);
                LogLines log = new LogLines(FirstRead.class)) {
            rig.webhook.behave(request -> {
                assertThat(String.join("\n", log.lines())).contains("to be sent now: webhook 3");
                return Behaviour.ok();
            });
            Router router = rig.clicks("old", 3, "VENTA").start();
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(3));
            assertThat(String.join("\n", log.lines())).contains("the first read found 3 clicks made since");
        }
    }

    @Test
    void anOperationThatCannotBeReadHoldsUpNoOther() {
        try (Rig rig = new Rig(home)) {
            rig.set("wolkvox.operations", "good,bad").set("wolkvox.bad.token", "wrong-token-of-the-test");
            rig.click("c", "VENTA").start();
            eventually(() -> assertThat(rig.received()).containsExactly("c"));
        }
    }
}
