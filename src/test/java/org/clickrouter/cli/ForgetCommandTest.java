package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code forget}: nothing of a chat is left, and no re-read brings it back. */
class ForgetCommandTest {

    private static final List<String> TABLES = List.of(
            "click WHERE chat_id = 'gone'", "revision WHERE record LIKE '%gone%'", "quarantine WHERE raw <> ''");

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
        router.stores()
                .database
                .update(
                        "INSERT INTO quarantine (operation, hash, reason, raw, found_at) VALUES ('default', 'h', 'bad', '{\"chat_id\": \"gone\"', 1)");
    }

    @Test
    void nothingOfTheChatIsLeftAndNoReReadBringsItBack() throws Exception {
        Router router = rig.click("gone", "VENTA").click("stays", "VENTA").start();
        eventually(() ->
                assertThat(Rig.count(router, "delivery WHERE state = 'done'")).isEqualTo(2));
        quarantine(router);

        JsonNode dry = new ObjectMapper().readTree(forget("--dry-run", "--json").text());
        assertThat(dry.get("clicks").asInt()).isOne();
        assertThat(dry.at("/sent/webhook/deliveries").asInt()).isOne();
        assertThat(dry.get("done").asBoolean(true)).isFalse();
        assertThat(Rig.count(router, TABLES.get(0))).isOne();

        Output done = forget();
        assertThat(done.exitCode()).as(done.text()).isZero();
        assertThat(done.text())
                .contains("forgot 1 click of gone", "webhook got 1 delivery, the last 20", "1 in quarantine");
        for (String table : TABLES) {
            assertThat(Rig.count(router, table)).as(table).isZero();
        }

        rig.api.recode("gone", "CITA AGENDADA");
        rig.api.recode("stays", "CITA AGENDADA");
        eventually(() -> assertThat(Rig.count(router, "click WHERE cod_act = 'CITA AGENDADA'"))
                .isOne());
        rig.callsMore(3);
        for (String table : TABLES) {
            assertThat(Rig.count(router, table)).as(table).isZero();
        }
        assertThat(Rig.count(router, "delivery")).isOne();
        assertThat(Rig.texts(router, "SELECT last_message FROM operation_state WHERE stopped IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void whatIsBeingSentIsNotForgottenInItsMidst() {
        rig.webhook.behave(Behaviour.slow(java.time.Duration.ofSeconds(4)));
        Router router = rig.set("webhook.timeout", "30s").click("gone", "VENTA").start();
        eventually(() -> assertThat(rig.received()).hasSize(1));

        Output busy = forget();
        assertThat(busy.exitCode()).as(busy.text()).isOne();
        assertThat(busy.text()).contains("is being sent just now");
        assertThat(Rig.count(router, TABLES.get(0))).isOne();

        eventually(() -> assertThat(forget().exitCode()).isZero());
        assertThat(Rig.count(router, TABLES.get(0))).isZero();
    }
}
