package org.clickrouter.cli.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edit means for what is stored: {@code replay --reroute}, {@code queue} and {@code find}. */
class RerouteTest {

    private static final String BRANCH = """

                - choice:
                    when:
                      - simple: "${header.cod_act} == 'LEAD'"
                        steps:
                          - transform:
                              jq: "{lead: %s}"
                          - to: outbox:%s
        """;

    @TempDir
    private Path home;

    private Rig rig;
    private String shipped;

    @BeforeEach
    void rig() throws IOException {
        rig = new Rig(home).set("retry.schedule", "50ms,50ms");
        shipped = rig.routeFile("routing.camel.yaml");
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

    private static JsonNode json(Output output) throws IOException {
        return new ObjectMapper().readTree(output.text());
    }

    private static void states(Router router, String destination, String state, int count) {
        eventually(
                () -> assertThat(Rig.store(router).deliveries().to(destination).states())
                        .filteredOn(state::equals)
                        .hasSize(count));
    }

    private static List<String> rows(Output output) {
        return output.text()
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .toList();
    }

    @Test
    void aMendedBodyReplacesTheOneThatWasRefusedAndGoesOutUnderItsId() throws Exception {
        rig.write("routing.camel.yaml", shipped + BRANCH.formatted(".nothing", "webhook"));
        rig.webhook.behave(r -> r.text().contains("null") ? Behaviour.saying(400, "lead is null") : Behaviour.ok());
        Router router = rig.clicks("l", 2, "LEAD").click("v", "VENTA").start();
        states(router, "webhook", "dead", 2);
        states(router, "webhook", "done", 1);
        List<String> ids = Rig.store(router).deliveries().dead().ids();
        assertThat(command("dead").text()).contains("lead is null");

        rig.write("routing.camel.yaml", shipped + BRANCH.formatted(".chat_id", "webhook"));
        Output dry = command("replay", "--reroute", "--last", "1d", "--dry-run");
        assertThat(dry.exitCode()).as(dry.text()).isZero();
        assertThat(rows(dry)).contains("destination new mended dead again had it waiting", "webhook 0 0 2 0 1 0");
        assertThat(dry.text()).contains("2 deliveries would be queued; nothing was done");
        states(router, "webhook", "dead", 2);

        rig.webhook.clear();
        Output done = command("replay", "--reroute", "--last", "1d");
        assertThat(done.text()).contains("2 deliveries are queued");
        states(router, "webhook", "done", 3);
        assertThat(rig.webhook.received())
                .hasSize(2)
                .allMatch(r -> r.text().matches("(?s).*\"lead\"\\s*:\\s*\"l\\d\".*"));
        assertThat(rig.webhook.received())
                .extracting(r -> r.header("webhook-id").orElseThrow())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(command("replay", "--reroute", "--last", "1d"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(1))
                .satisfies(o -> assertThat(o.text()).contains("nothing is to be sent"));
        assertThat(command("replay", "--reroute", "--last", "1d", "--again", "--chat", "l0")
                        .text())
                .contains("1 delivery is queued");
        eventually(() -> assertThat(rig.webhook.received()).hasSize(3));
    }

    @Test
    void aDestinationThatHasNotHadACodeGetsItAndTheOthersAreLeftAlone() throws Exception {
        rig.set("webhook.codes", "VENTA").set("sql.codes", "VENTA");
        Router router = rig.clicks("v", 3, "VENTA").clicks("o", 2, "OTRA").start();
        states(router, "webhook", "done", 3);
        states(router, "sql", "done", 3);
        rig.set("webhook.codes", "VENTA, OTRA").set("sql.codes", "VENTA, OTRA").settings();

        Output rehearsal = command("rehearse");
        assertThat(rehearsal.text()).contains("click-router replay --reroute --last 30d --dry-run");
        JsonNode one = json(
                command("replay", "--reroute", "--last", "30d", "--code", "OTRA", "--destination", "sql", "--json"));
        assertThat(one.at("/destinations/sql/more").asInt()).isEqualTo(2);
        assertThat(one.get("destinations")).hasSize(1);
        states(router, "sql", "done", 5);
        assertThat(json(command("replay", "--reroute", "--last", "30d", "--json", "--yes"))
                        .at("/destinations/webhook/more")
                        .asInt())
                .isEqualTo(2);
        states(router, "webhook", "done", 5);
        assertThat(rig.webhook.received())
                .extracting(r -> r.header("webhook-id").orElseThrow())
                .doesNotHaveDuplicates();
        assertThat(command("rehearse").text()).contains("no difference");
        assertThat(Rig.store(router).revisions().routedTo(2).count()).isEqualTo(5);
    }

    @Test
    void whatFailedWithTheOldBodyAndWaitsForItsNextTryGoesAtOnceWithTheMendedOne() throws Exception {
        rig.set("retry.schedule", "1h,1h");
        rig.write("routing.camel.yaml", shipped + BRANCH.formatted(".nothing", "webhook"));
        rig.webhook.behave(r -> r.text().contains("null") ? Behaviour.saying(400, "lead is null") : Behaviour.ok());
        Router router = rig.click("l", "LEAD").start();
        eventually(() -> assertThat(
                        Rig.store(router).deliveries().pending().triedAtLeast(1).count())
                .isOne());

        rig.write("routing.camel.yaml", shipped + BRANCH.formatted(".chat_id", "webhook"));
        assertThat(command("replay", "--reroute", "--chat", "l").text()).contains("1 delivery is queued");

        states(router, "webhook", "done", 1);
    }

    @Test
    void whatWaitsGetsTheBodyOfNow() throws Exception {
        rig.write("routing.camel.yaml", shipped + BRANCH.formatted(".nothing", "webhook"));
        rig.start();
        assertThat(command("pause", "webhook").exitCode()).isZero();
        rig.callsMore(5);
        Router router = rig.start();
        rig.click("l", "LEAD");
        states(router, "webhook", "pending", 1);

        rig.write("routing.camel.yaml", shipped + BRANCH.formatted(".chat_id", "webhook"));
        assertThat(rows(command("replay", "--reroute", "--from", "2020-01-01"))).contains("webhook 0 1 0 0 0 0");
        assertThat(rows(command("replay", "--reroute", "--chat", "l", "--dry-run")))
                .contains("webhook 0 0 0 0 0 1");
        assertThat(json(command("resume", "webhook", "--dry-run", "--json")))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"dry_run": true, "destination": "webhook", "was_paused": true, "pending": 1, "resumed": false}"""));
        assertThat(command("resume", "webhook", "--dry-run").text())
                .contains("webhook would no longer be paused: 1 delivery that waits goes to it; nothing was done");
        states(router, "webhook", "pending", 1);
        command("resume", "webhook");
        states(router, "webhook", "done", 1);
        assertThat(rig.webhook.received())
                .singleElement()
                .satisfies(r -> assertThat(r.text()).contains("\"l\""));
    }

    @Test
    void theQueueOfADestinationThatIsGoneIsMovedOrDroppedOnceItsNumberIsConfirmed() throws Exception {
        rig.write("routing.camel.yaml", shipped + BRANCH.formatted(".chat_id", "crmm"));
        rig.set("webhook.codes", "VENTA");
        Router router = rig.clicks("l", 3, "LEAD").start();
        states(router, "crmm", "pending", 3);

        assertThat(command("queue", "move", "crmm", "--to", "webhook", "--dry-run")
                        .text())
                .contains("3 deliveries would be touched; nothing was done");
        assertThat(command("queue", "move", "crmm", "--to", "webhook"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                .satisfies(o -> assertThat(o.text()).contains("--count 3"));
        assertThat(command("queue", "drop", "crmm", "--count", "2").text()).contains("there are 3 now");
        assertThat(command("queue", "drop", "webhook", "--count", "0").text()).contains("nothing waits for webhook");
        states(router, "crmm", "pending", 3);
        assertThat(command("queue", "move", "crmm", "--to", "webhook", "--count", "3")
                        .text())
                .contains("3 deliveries moved to webhook");
        states(router, "webhook", "done", 3);
        assertThat(rig.received()).hasSize(3);

        rig.clicks("m", 2, "LEAD");
        states(router, "crmm", "pending", 2);
        assertThat(command("queue", "drop", "crmm", "--count", "2").text()).contains("2 deliveries dropped");
        states(router, "crmm", "dropped", 2);
        assertThat(command("trace", "m0").text()).contains("dropped by click-router queue drop");
        assertThat(command("queue", "drop", "crmm", "--count", "2").exitCode()).isEqualTo(1);
    }

    @Test
    void clicksAreFoundByWhatAPersonHasAndOneChatIsReplayed() throws Exception {
        rig.set("poll.start", "3h");
        Router router = rig.click("57300_1%", "VENTA")
                .click("57300111", "VENTA")
                .click("other", "")
                .start();
        states(router, "webhook", "done", 2);
        String id = Rig.store(router).deliveries().ofChat("57300_1%").ids().get(0);

        assertThat(command("find", "00_1").text()).contains("chat 57300_1%", "VENTA", "to webhook", "1 click;");
        assertThat(command("find", "57300").text()).contains("2 clicks;");
        assertThat(command("find", "OTH").text()).contains("chat other  no code", "routed nowhere");
        assertThat(command("find", id).text()).contains("57300_1%", "1 click;");
        assertThat(command("find", "--agent", "7", "--code", "VENTA", "--since", "1d", "--ad", "120210000000000017")
                        .text())
                .contains("2 clicks;");
        assertThat(command("find", "--agent", "77").exitCode()).isEqualTo(1);
        assertThat(command("find", "--until", "2020-01-01").exitCode()).isEqualTo(1);
        assertThat(command("find").exitCode()).isEqualTo(2);
        assertThat(json(command("find", "00_1", "--json")).at("/0/chat_id").asText())
                .isEqualTo("57300_1%");

        assertThat(command("replay", "--chat", "57300111", "--delivered", "--dry-run")
                        .text())
                .contains("1 delivery (webhook 1) would be sent again");
        assertThat(command("replay", "--chat", "57300111", "--delivered").text())
                .contains("1 delivery is in its queue");
        eventually(() -> assertThat(rig.received()).hasSize(3).endsWith("57300111"));
    }

    @Test
    void aPersonIsAskedAndAScriptIsNot() {
        assertThat(new Confirmation(null).given("?")).isTrue();
        assertThat(new Confirmation(question -> "y").given("?")).isTrue();
        assertThat(new Confirmation(question -> "").given("?")).isFalse();
        assertThat(new Confirmation(question -> null).given("?")).isFalse();
        assertThat(new Confirmation(question -> "3").typed("?", "3")).isTrue();
        assertThat(new Confirmation(question -> "y").typed("?", "3")).isFalse();
    }
}
