package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.clickrouter.poll.ChunkProcessor;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.testing.Outside;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the recipes tell engineers to do works as they say. */
class RoutingFileTest {

    @TempDir
    private Path home;

    private Rig rig;
    private WebhookReceiver crm;

    @BeforeEach
    void rig() throws IOException {
        rig = new Rig(home);
        crm = WebhookReceiver.start();
        rig.set("crm.url", crm.url() + "?from=router").set("crm.codes", "VENTA, CITA AGENDADA");
        secondWebhook(rig, "crm");
    }

    @AfterEach
    void close() {
        rig.close();
        crm.close();
    }

    static void secondWebhook(Rig rig, String name) throws IOException {
        rig.recipe("second-webhook", "crm", name);
    }

    private static String bodyOf(WebhookReceiver receiver, String chat) {
        return receiver.received().stream()
                .map(Received::text)
                .filter(text -> text.contains("\"" + chat + "\""))
                .findFirst()
                .orElse("");
    }

    @Test
    void aBranchOfYourOwnSendsACodeToASecondWebhookAndTheOthersToTheLog() throws IOException {
        rig.recipe("own-branches");
        rig.firstStep("- to: direct:own-branches");
        rig.set("agenda.url", rig.webhook.url() + "/agenda").set("crm.codes", "");
        secondWebhook(rig, "agenda");
        rig.click("a", "VENTA")
                .click("b", "002")
                .click("c", "CITA AGENDADA")
                .click("d", "2")
                .click("e", "OTRA");

        Router router = rig.start();

        eventually(() -> {
            assertThat(crm.received()).extracting(Outside::chat).containsExactly("a");
            assertThat(rig.webhook.received())
                    .filteredOn(r -> r.path().endsWith("/agenda"))
                    .extracting(Outside::chat)
                    .containsExactlyInAnyOrder("b", "c");
            assertThat(rig.webhook.received())
                    .filteredOn(r -> !r.path().endsWith("/agenda"))
                    .extracting(Outside::chat)
                    .containsExactly("a");
        });
        assertThat(Rig.store(router).revisions().routedNowhere().count()).isEqualTo(2);
        // The payload is the webhook's own, to the address with its query, with nothing of the API's call.
        assertThat(crm.received()).allSatisfy(request -> {
            assertThat(request.text()).startsWith("{\"type\":\"click.coded\"");
            assertThat(request.path()).isEqualTo("/clicks?from=router");
            assertThat(request.header("wolkvox-token")).isEmpty();
            assertThat(request.headers().keySet())
                    .noneMatch(name ->
                            name.toLowerCase(java.util.Locale.ROOT).matches("camel.*|cod_act|chat_id|operation"));
        });
    }

    @Test
    void aBodyMadeWithJqGoesInsteadOfTheStandardOneAndTheStepsBehindSeeTheRecordAgain() throws IOException {
        rig.recipe("own-body");
        // The shipped branches stand behind it, and must see the record untouched.
        rig.firstStep("- to: direct:own-body");
        rig.click("a", "VENTA").click("b", "OTRA");

        rig.start();

        eventually(() -> assertThat(crm.received()).hasSize(1));
        eventually(() -> assertThat(rig.webhook.received()).hasSize(1));
        assertThat(crm.received().get(0).text())
                .isEqualToIgnoringWhitespace("{\"lead\":\"a\",\"outcome\":\"VENTA\",\"ad\":\"120210000000000017\"}");
        assertThat(crm.received().get(0).header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(rig.webhook.received().get(0).text())
                .startsWith("{\"type\":\"click.coded\"")
                .contains("\"chat_id\":\"a\"");
    }

    @Test
    void aBodyMadeByAMustacheTemplateGoesInsteadOfTheStandardOne() throws IOException {
        rig.recipe("own-template", "mustache:file:routes/", "mustache:file:" + home.resolve("routes") + "/");
        rig.firstStep("- to: direct:own-template");
        rig.write(
                "templates/crm.mustache", "{{headers.cod_act}} for {{headers.chat_id}}, revision {{headers.revision}}");
        rig.click("a", "CITA AGENDADA");

        rig.start();

        eventually(() -> assertThat(crm.received())
                .extracting(Received::text)
                .containsExactly("CITA AGENDADA for a, revision 1"));
    }

    @Test
    void aClickWhoseRoutingFailsIsKeptAndTheOthersGoOn() throws IOException {
        rig.recipe(
                "own-body",
                "\"{lead: .chat_id, outcome: .cod_act, ad: .source_id}\"",
                "\"if .chat_id == \\\"b\\\" then error(\\\"no b\\\") else {lead: .chat_id} end\"");
        rig.firstStep("- to: direct:own-body");
        rig.click("a", "VENTA").click("b", "VENTA").click("c", "VENTA");

        Router router = rig.start();

        eventually(() -> {
            assertThat(crm.received()).hasSize(2);
            assertThat(bodyOf(crm, "a")).isNotEmpty();
            assertThat(bodyOf(crm, "c")).isNotEmpty();
        });
        assertThat(Rig.store(router).clicks().ofChat("b").coded("VENTA").count())
                .isEqualTo(1);
        assertThat(Rig.store(router).revisions().unrouted().count()).isEqualTo(1);
        // All or nothing: no delivery of the click whose routing broke off half way.
        assertThat(Rig.store(router).deliveries().ofChat("b").count()).isZero();
        assertThat(router.stores().operations.state("default").progressSecond()).isNotNull();
        rig.callsMore(3);
        assertThat(List.copyOf(crm.received())).hasSize(2);
    }

    static Stream<Arguments> errorsOfOneClick() {
        return Stream.of(
                Arguments.of("a regex that a long text overflows", """
                - filter:
                    simple: "${body} regex '(?s)(x|.)*~'"
                    steps:
                      - log: "never"
                """, "StackOverflowError"),
                Arguments.of("a class that cannot be begun with", """
                - filter:
                    simple: "${header.chat_id} == 'b'"
                    steps:
                      - setProperty:
                          name: limit
                          simple: "${bean:type:org.clickrouter.testing.Unready?method=go}"
                """, "org.clickrouter.testing.Unready"));
    }

    /** The thread that polls would end by it, and nobody would know. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("errorsOfOneClick")
    void anErrorOnOneClickKeepsItAndEndsNoThread(String name, String step, String reason) throws IOException {
        rig.firstStep(step);
        Map<String, Object> odd = rig.record("b", "VENTA");
        odd.put("source_url", "https://ad.example/" + "x".repeat(50_000));
        rig.api.put(odd);
        rig.click("a", "VENTA").click("c", "VENTA");

        LogLines log = new LogLines(ChunkProcessor.class);

        Router router = rig.start();

        eventually(() ->
                assertThat(rig.webhook.received()).extracting(Outside::chat).containsExactlyInAnyOrder("a", "c"));
        rig.callsMore(3);
        log.close();
        assertThat(Rig.store(router).clicks().count()).isEqualTo(3);
        assertThat(Rig.store(router).revisions().unrouted().count()).isEqualTo(1);
        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).contains("chat_id=b").contains(reason));
    }

    /** Steps of a routing file that end the way of one click, each put before the shipped branches. */
    static Stream<Arguments> endsOfOneClicksWay() {
        return Stream.of(
                Arguments.of("stop", "- stop: {}"),
                Arguments.of("a handled failure", """
                - doTry:
                    steps:
                      - throwException:
                          exceptionType: java.lang.IllegalStateException
                          message: not this one
                    doCatch:
                      - exception: [java.lang.IllegalStateException]
                        steps:
                          - stop: {}
                """),
                Arguments.of("markRollbackOnly", "- rollback:\n    markRollbackOnly: true"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endsOfOneClicksWay")
    void whatEndsTheWayOfOneClickEndsNoOther(String name, String step) throws IOException {
        String first =
                "      steps:\n        - choice:\n            when:\n              - simple: \"${header.chat_id} == 'b'\"\n                steps:\n"
                        + step.indent(18);
        rig.write(
                "routing.camel.yaml",
                rig.routeFile("routing.camel.yaml")
                        .replaceFirst("(?m)^      steps:\n", Matcher.quoteReplacement(first)));
        rig.click("a", "VENTA").click("b", "VENTA").click("c", "VENTA");

        Router router = rig.start();

        eventually(() ->
                assertThat(rig.webhook.received()).extracting(Outside::chat).containsExactlyInAnyOrder("a", "c"));
        assertThat(Rig.store(router).clicks().count()).isEqualTo(3);
        assertThat(Rig.store(router).revisions().unrouted().count()).isZero();
    }
}
