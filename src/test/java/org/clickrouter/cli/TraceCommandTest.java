package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.Outside;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trace}, {@code dead} and {@code replay} beside a running product. */
class TraceCommandTest {

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home).set("retry.schedule", "50ms,50ms").set("sql.codes", "*");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Output command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home.toString()));
        return Output.of(all.toArray(String[]::new));
    }

    private static void state(Router router, String state) {
        eventually(() -> assertThat(Rig.store(router).deliveries().to("webhook").states())
                .containsExactly(state));
    }

    @Test
    void aClicksWholeLifeIsToldThroughRetriesDeathAndReplays() {
        rig.webhook.behave(Behaviour.status(400));
        rig.click("1795", "");
        Router router = rig.start();
        eventually(() -> assertThat(Rig.store(router).clicks().count()).isEqualTo(1));
        rig.api.recode("1795", "VENTA");
        state(router, "dead");
        String id = Rig.store(router).deliveries().to("webhook").ids().get(0);
        eventually(
                () -> assertThat(Rig.store(router).deliveries().to("sql").done().count())
                        .isEqualTo(1));

        assertThat(command("dead").text())
                .contains(id, "VENTA", "chat 1795", "3 tries", "REJECTED 400: answered 400")
                .doesNotContain("fb.me");
        assertThat(command("dead", "--bodies").text()).contains("record", "https://fb.me/x");

        rig.webhook.behave(Behaviour.ok());
        for (int times = 1; times <= 2; times++) {
            assertThat(command("replay", "--id", id).text()).contains("1 delivery is in its queue again");
            int received = 3 + times;
            eventually(() -> assertThat(rig.webhook.received()).hasSize(received));
            state(router, "done");
        }
        assertThat(rig.webhook.received())
                .extracting(r -> r.header("webhook-id").orElseThrow())
                .containsOnly(id);

        Output trace = command("trace", "1795");
        assertThat(trace.exitCode()).isZero();
        String time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d -05:00";
        assertThat(trace.text().lines().toList()).hasSize(12).satisfies(lines -> {
            assertThat(lines.get(0))
                    .matches("click of chat 1795, operation default, made " + time + ", ad or post 120210000000000017");
            assertThat(lines.get(1)).matches("  first read " + time + ", id click:[0-9a-f-]{36}");
            assertThat(lines.get(2)).matches("  revision 0: no code, seen " + time + ", routed nowhere");
            assertThat(lines.get(3)).matches("  revision 1: code VENTA, seen " + time + ", routed to 2 destinations");
            assertThat(lines.get(4)).matches("    sql  msg_[0-9a-f]{32}  done after 1 try");
            assertThat(lines.get(5)).matches("      attempt 1  " + time + "  delivered");
            assertThat(lines.get(6)).isEqualTo("    webhook  " + id + "  done after 5 tries");
            for (int i = 1; i <= 3; i++) {
                assertThat(lines.get(6 + i))
                        .matches("      attempt " + i + "  " + time + "  failed  REJECTED  400  answered 400");
            }
            assertThat(lines.get(10)).matches("      attempt 4  " + time + "  delivered  200");
            assertThat(lines.get(11)).matches("      attempt 5  " + time + "  delivered  200");
        });
        assertThat(command("trace", id).text()).isEqualTo(trace.text());
        assertThat(command("trace", id, "--utc").text()).doesNotContain("-05:00");
        assertThat(command("trace", id, "--json").text())
                .containsPattern("\"traceparent\" : \"00-[0-9a-f]{32}-[0-9a-f]{16}-01\"");
        assertThat(command("find", "1795").text()).containsPattern("made " + time + "  ad");
        String sent = rig.webhook.received().get(4).text();
        assertThat(trace.text()).doesNotContain("fb.me");
        assertThat(command("trace", "1795", "--bodies").text())
                .contains("payload  " + sent, "record   {", "payload  operation = default chat_id = 1795");
    }

    @Test
    void severalClicksOfOneChatAreAllToldAndWhatTheyHoldIsPrintedInOneLine() {
        rig.click("two", "NO\u001b[31m\nRED");
        var second = rig.record("two", "VENTA");
        second.put("source_id", "other");
        rig.api.put(second);
        Router router = rig.start();
        eventually(() -> assertThat(Rig.store(router).clicks().count()).isEqualTo(2));
        Output trace = command("trace", "two");
        assertThat(trace.text().lines().filter(line -> line.startsWith("click of chat two")))
                .hasSize(2);
        assertThat(trace.text()).doesNotContain("\u001b").contains("code NO [31m RED");
    }

    @Test
    void aRequestThatSeveralClicksShareIsToldOfEachAndFindsThemAll() {
        Router router =
                rig.set("webhook.batch", "10").clicks("shared", 2, "VENTA").start();
        eventually(() -> assertThat(
                        Rig.store(router).deliveries().to("webhook").done().count())
                .isEqualTo(2));
        String request = rig.webhook.received().get(0).header("webhook-id").orElseThrow();

        assertThat(command("trace", "shared0").text().lines())
                .contains("      in the request  " + request)
                .noneMatch(line -> line.contains("shared1"));
        assertThat(command("trace", request).text()).contains("chat shared0", "chat shared1");
        assertThat(command("trace", "shared0", "--json").text()).contains("\"request\" : \"" + request);
    }

    @Test
    void whereNothingIsFoundOneLineSaysSo() {
        rig.start();
        for (String nothing : List.of("none", "msg_00000000000000000000000000000000")) {
            Output trace = command("trace", nothing);
            assertThat(trace.exitCode()).isEqualTo(1);
            assertThat(trace.text().lines()).singleElement().asString().contains("nothing found", nothing);
        }
        assertThat(command("trace", "none", "--operation", "lima").text()).contains("in operation lima");
    }

    @Test
    void aReplayByCodeOrByTimeTakesOnlyThose() {
        rig.set("webhook.codes", "VENTA,LEAD").webhook.behave(Behaviour.status(400));
        rig.click("a", "VENTA").click("b", "LEAD");
        Router router = rig.start();
        eventually(
                () -> assertThat(Rig.store(router).deliveries().dead().count()).isEqualTo(2));
        rig.webhook.behave(Behaviour.ok());

        assertThat(command("replay", "--code", "NONE").exitCode()).isEqualTo(1);
        Rig.store(router).edit().ageDead(Duration.ofHours(2));
        assertThat(command("replay", "--since", "1h", "--destination", "webhook")
                        .exitCode())
                .isEqualTo(1);
        assertThat(command("replay", "--since", "3h", "--code", "LEAD").text())
                .contains("1 delivery is in its queue again");
        eventually(() -> assertThat(
                        Rig.store(router).deliveries().to("webhook").done().count())
                .isEqualTo(1));
        assertThat(Outside.chat(rig.webhook.received().get(6))).isEqualTo("b");
        assertThat(command("dead").text()).contains("1 dead").contains("VENTA");
        assertThat(command("replay").exitCode()).isEqualTo(2);
    }
}
