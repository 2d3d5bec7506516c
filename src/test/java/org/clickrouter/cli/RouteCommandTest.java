package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.MailReceiver;
import org.clickrouter.simulate.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code route}: what it prints is what would be sent, and nothing is. */
class RouteCommandTest {

    private static final String BRANCH = """

                - choice:
                    id: by-lead
                    when:
                      - simple: "${header.cod_act} == 'LEAD'"
                        steps:
                          - transform:
                              jq: "%s"
                          - to:
                              id: to-lead
                              uri: outbox:webhook
        """;

    @TempDir
    private Path home;

    private Output route(String json, String... more) throws IOException {
        Path file = Files.writeString(home.resolve("record.json"), json);
        String[] arguments = {"route", "--home", home.toString(), file.toString()};
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Output.of(all);
    }

    private static String json(Map<String, Object> record) throws IOException {
        return new ObjectMapper().writeValueAsString(record);
    }

    @Test
    void whatItPrintsIsWhatIsSentByWebhookAndMail() throws Exception {
        try (MailReceiver mailbox = MailReceiver.start();
                Rig rig = new Rig(home)) {
            rig.set("webhook.format", "record")
                    .set("webhook.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                    .set("webhook.headers", "X-Api-Key: hush-hush-1")
                    .set("email.host", "127.0.0.1")
                    .set("email.port", String.valueOf(mailbox.port()))
                    .set("email.from", "clicks@click.example")
                    .set("email.to", "sales@click.example")
                    .set("email.codes", "VENTA")
                    .set("sql.codes", "*")
                    .set("email.tls", "none");
            Map<String, Object> record = rig.record("a", "VENTA");
            record.put("agent_id", "1051 María <b>");
            rig.settings();

            Output output = route(json(record));

            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(rig.received()).isEmpty();
            assertThat(mailbox.messages()).isEmpty();
            assertThat(home.resolve("store.mv.db")).doesNotExist();
            assertThat(output.text())
                    .doesNotContain("hush-hush-1", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                    .contains("  X-Api-Key: ***", "  webhook-signature: v1,***");
            assertThat(output.text())
                    .contains(
                            "sql\n  row\n", "  cod_act = VENTA\n", "  revision = 1\n", "  agent_id = 1051 María <b>\n");

            rig.api.put(record);
            rig.start();
            eventually(() -> {
                assertThat(rig.webhook.received()).hasSize(1);
                assertThat(mailbox.messages()).hasSize(1);
            });
            Received sent = rig.webhook.received().get(0);
            assertThat(output.text())
                    .contains(
                            "\n  webhook-id: " + sent.header("webhook-id").orElseThrow() + "\n",
                            "\n\n  " + sent.text() + "\n");
            var mail = mailbox.messages().get(0);
            assertThat(output.text())
                    .contains(
                            "  Subject: " + mail.getSubject() + "\n",
                            "  Message-ID: " + mail.getMessageID() + "\n",
                            "  agent_id: 1051 María <b>\n");
        }
    }

    /** An ad's id in 18 digits, a number beyond every double, a fraction with a nought at its end. */
    @Test
    void jqKeepsNumbersDigitByDigit() throws Exception {
        String jq =
                "{a: (.source_id|tonumber), b: (.source_id + '1'|tonumber), c: (.source_id + '12345'|tonumber|tostring),"
                        + " d: (.source_id + '.0'|tonumber|tostring), e: (' -7 '|tonumber), f: ('1.50'|tonumber), g: .valor,"
                        + " h: (.valor|tostring), i: (.fraction|tostring), j: (.|tojson|fromjson|.fraction), k: ('1e3'|tonumber), l: .}";
        try (Rig rig = new Rig(home)) {
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml") + BRANCH.formatted(jq.replace("'", "\\\"")));
            rig.settings();

            Output output = route(
                    "{\"chat_id\":\"a\",\"cod_act\":\"LEAD\",\"date\":\"2026-11-23 10:00:00\",\"source_id\":\"120263352633696065\","
                            + "\"valor\":1e400,\"fraction\":120263352633696065.0}");

            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(output.text())
                    .contains("\"a\":120263352633696065,")
                    .contains("\"b\":1202633526336960651,")
                    .contains("\"c\":\"12026335263369606512345\",")
                    .contains("\"d\":\"120263352633696065.0\",")
                    .contains("\"e\":-7,")
                    .contains("\"f\":1.50,")
                    .contains("\"g\":1E+400,")
                    .contains("\"h\":\"1E+400\",")
                    .contains("\"i\":\"120263352633696065.0\",")
                    .contains("\"j\":120263352633696065.0,")
                    .contains("\"fraction\":120263352633696065.0");
        }
    }

    /** Jackson's own limit are 1,000 digits; the reading of the report has none. */
    @Test
    void aNumberOfManyDigitsReachesEveryDestination() throws Exception {
        String digits = "7".repeat(1500);
        try (Rig rig = new Rig(home)) {
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml")
                            + BRANCH.formatted("{v: .valor, f: (.source_id|tonumber|floor), r: (.half|round)}"));
            rig.set("sql.codes", "VENTA").settings();
            String record = "{\"chat_id\":\"a\",\"cod_act\":\"%s\",\"date\":\"2026-11-23 10:00:00\","
                    + "\"source_id\":\"120263352633696065\",\"half\":120263352633696065.5,\"valor\":" + digits + "}";

            assertThat(route(record.formatted("LEAD")).text())
                    .contains("{\"v\":" + digits + ",\"f\":120263352633696065,\"r\":120263352633696066}");
            assertThat(route(record.formatted("VENTA")).text())
                    .contains("\"valor\":" + digits, "record = {")
                    .doesNotContain("not one JSON object");
        }
    }

    @Test
    void aNumberNextToNothingIsRoundedAtOnce() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml")
                            + BRANCH.formatted("{f: (.source_id|floor), c: (.source_id|ceil), r: (.source_id|round)}"));
            rig.settings();

            assertThat(route(json(rig.record("a", "LEAD"))
                                    .replaceFirst("\"source_id\":\"[^\"]*\"", "\"source_id\":1e-2000000000"))
                            .text())
                    .contains("{\"f\":0,\"c\":1,\"r\":0}");
        }
    }

    @Test
    void whatBecomesInfiniteInJqIsNoBody() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml") + BRANCH.formatted("{v: (.source_id + 1)}"));
            rig.settings();

            assertThat(route(json(rig.record("a", "LEAD"))
                                    .replaceFirst("\"source_id\":\"[^\"]*\"", "\"source_id\":1e400"))
                            .text())
                    .contains("the body would go as JSON and is none");
        }
    }

    @Test
    void whatIsNoNumberIsRefusedByJqWithoutShowingIt() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml") + BRANCH.formatted("{ad: (.agent_id|tonumber)}"));
            rig.settings();

            Output output = route(json(rig.record("a", "LEAD")).replace("\"7\"", "\"s3cret 7\""));

            assertThat(output.exitCode()).isNotZero();
            assertThat(output.text())
                    .contains("tonumber: the text is no number")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void eachWebhookFormatAndABodyOfTheRoutingFileIsPrinted() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.write("routing.camel.yaml", rig.routeFile("routing.camel.yaml") + BRANCH.formatted("{lead: .chat_id}"));
            for (String format : new String[] {"standard", "cloudevents"}) {
                rig.set("webhook.format", format).settings();
                assertThat(route(json(rig.record("a", "VENTA")), "--revision", "3")
                                .text())
                        .contains(
                                format.equals("standard")
                                        ? "  {\"type\":\"click.coded\",\"timestamp\":\""
                                        : "  {\"specversion\":\"1.0\",\"id\":\"msg_")
                        .contains("\"revision\":3,");
            }
            assertThat(route(json(rig.record("a", "LEAD"))).text()).containsPattern("\\{\\s*\"lead\" ?: ?\"a\"\\s*}");
        }
    }

    @Test
    void recordsOfAnArrayAreTriedOneByOneForTheOperationThatIsNamed() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("wolkvox.operations", "bogota, lima")
                    .set("wolkvox.lima.token", "another-token")
                    .settings();

            Output output = route(
                    "[" + json(rig.record("a", "VENTA")) + "," + json(rig.record("b", "")) + "]",
                    "--operation",
                    "lima");

            assertThat(output.exitCode()).isZero();
            assertThat(output.text())
                    .containsSubsequence(
                            "chat a, code 'VENTA', revision 1:",
                            "\"operation\":\"lima\"",
                            "chat b, code '', revision 0:",
                            "nowhere");
            assertThat(route("{\"chat_id\":\"a\"}", "--operation", "quito"))
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                    .satisfies(o -> assertThat(o.text()).contains("quito"));
            assertThat(route("[{\"chat_id\":\"a\\u001bb\"},{\"chat_id\":\"b\",\"cod_act\":\"x\\u001b\"}]")
                            .text())
                    .as("nothing that a terminal would obey")
                    .doesNotContain("\u001b");
            assertThat(route("[{\"chat_id\":\"a\"},{\"x\":1}]"))
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                    .satisfies(o -> assertThat(o.text()).contains("record.json: record 2: no known field"));
            assertThat(route("[{\"chat_id\":\"a\"}"))
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2));
        }
    }

    @Test
    void aRecordOnWhichTheFileFailsIsToldAndTheNextOneIsTried() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml") + BRANCH.formatted("error(\\\"no lead\\\")"));
            rig.settings();

            Output output = route("[" + json(rig.record("a", "LEAD")) + "," + json(rig.record("b", "VENTA")) + "]");

            assertThat(output.exitCode()).isEqualTo(1);
            assertThat(output.text()).contains("FAILED: ").contains("no lead").contains("\nwebhook\n");
        }
    }

    @Test
    void aStepThatCallsElsewhereIsPassedOverAndNamedAndADirectRouteIsFollowed() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.write("routing.camel.yaml", rig.routeFile("routing.camel.yaml") + """

                        - to:
                            id: to-enrich
                            uri: %s
                        - to:
                            id: to-other-file
                            uri: direct:other
                """.formatted(rig.webhook.url()));
            rig.write("other.camel.yaml", """
                - route:
                    id: other
                    from:
                      uri: direct:other
                      steps:
                        - to:
                            id: to-archive
                            uri: outbox:archive
                """);
            rig.settings();

            Output output = route(json(rig.record("a", "OTRA")));

            assertThat(output.text())
                    .contains("not called, since this only tries: "
                            + rig.webhook.url().replaceFirst("\\?.*", ""))
                    .contains("archive\n  waits: no route takes from outbox:archive");
            assertThat(rig.received()).isEmpty();
        }
    }
}
