package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code forget}: nothing of a chat is left, and no re-read brings it back. */
class ForgetCommandTest {

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Output forget(String... more) {
        String[] words = new String[more.length + 4];
        System.arraycopy(new String[] {"forget", "gone", "--home", home.toString()}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Output.of(words);
    }

    private void quarantine(Router router) {
        Rig.store(router).edit().quarantined("{\"chat_id\": \"gone\"", "bad", 1);
    }

    private void nothingIsLeft(Router router) {
        StoreView store = Rig.store(router);
        assertThat(store.clicks().ofChat("gone").count()).isZero();
        assertThat(store.revisions().list())
                .noneMatch(revision -> revision.record().contains("gone"));
        assertThat(store.quarantined()).allMatch(record -> record.raw().isEmpty());
    }

    @Test
    void nothingOfTheChatIsLeftAndNoReReadBringsItBack() throws Exception {
        Router router = rig.click("gone", "VENTA").click("stays", "VENTA").start();
        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(2));
        quarantine(router);

        JsonNode dry = new ObjectMapper().readTree(forget("--dry-run", "--json").text());
        assertThat(dry.get("clicks").asInt()).isOne();
        assertThat(dry.at("/sent/webhook/deliveries").asInt()).isOne();
        assertThat(dry.get("done").asBoolean(true)).isFalse();
        assertThat(Rig.store(router).clicks().ofChat("gone").count()).isOne();

        Output done = forget();
        assertThat(done.exitCode()).as(done.text()).isZero();
        assertThat(done.text())
                .contains("forgot 1 click of gone", "webhook got 1 delivery, the last 20", "1 in quarantine");
        nothingIsLeft(router);

        rig.api.recode("gone", "CITA AGENDADA");
        rig.api.recode("stays", "CITA AGENDADA");
        eventually(() -> assertThat(
                        Rig.store(router).clicks().coded("CITA AGENDADA").count())
                .isOne());
        rig.callsMore(3);
        nothingIsLeft(router);
        assertThat(Rig.store(router).deliveries().count()).isOne();
        assertThat(Rig.store(router).operations()).allMatch(operation -> operation.stopped() == null);
    }

    @Test
    void whatIsBeingSentIsNotForgottenInItsMidst() {
        rig.webhook.behave(Behaviour.slow(java.time.Duration.ofSeconds(4)));
        Router router = rig.set("webhook.timeout", "30s").click("gone", "VENTA").start();
        eventually(() -> assertThat(rig.received()).hasSize(1));

        Output busy = forget();
        assertThat(busy.exitCode()).as(busy.text()).isOne();
        assertThat(busy.text()).contains("is being sent just now");
        assertThat(Rig.store(router).clicks().ofChat("gone").count()).isOne();

        eventually(() -> assertThat(forget().exitCode()).isZero());
        assertThat(Rig.store(router).clicks().ofChat("gone").count()).isZero();
    }
}
