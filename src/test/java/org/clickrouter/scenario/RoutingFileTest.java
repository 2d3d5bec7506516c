package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the comments in routing.camel.yaml and destinations.camel.yaml tell engineers to do works as they say. */
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

    /** A copy of the first block, with crm for webhook. */
    static void secondWebhook(Rig rig, String name) throws IOException {
        String text = rig.routeFile("destinations.camel.yaml");
        int begin = text.indexOf("\n- templatedRoute:") + 1;
        String first = text.substring(begin, text.indexOf("\n- templatedRoute:", begin));
        String copy = first.replace("routeTemplateRef: deliver-webhook", "routeTemplateRef: KEEP")
                .replace("webhook", name)
                .replace("routeTemplateRef: KEEP", "routeTemplateRef: deliver-webhook");
        rig.write("destinations.camel.yaml", text + "\n" + copy);
    }

    /** Takes the hashes away from the commented block that begins with the {@code choice} behind some words. */
    private static String uncommented(String text, String words) {
        String[] lines = text.split("\n", -1);
        boolean found = false;
        boolean inside = false;
        for (int i = 0; i < lines.length; i++) {
            found |= lines[i].contains(words);
            inside |= found && lines[i].strip().equals("# - choice:");
            if (inside && !lines[i].strip().startsWith("# ")) {
                break;
            }
            if (inside) {
                lines[i] = lines[i].replaceFirst("# ", "");
            }
        }
        assertThat(inside).as("a block behind '" + words + "'").isTrue();
        return String.join("\n", lines);
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
        String routing = uncommented(rig.routeFile("routing.camel.yaml"), "A branch of your own");
        rig.write("routing.camel.yaml", routing);
        rig.set("agenda.url", rig.webhook.url() + "/agenda").set("crm.codes", "");
        secondWebhook(rig, "agenda");
        rig.click("a", "VENTA")
                .click("b", "002")
                .click("c", "CITA AGENDADA")
                .click("d", "2")
                .click("e", "OTRA");

        Router router = rig.start();

        eventually(() -> {
            assertThat(crm.received()).extracting(Rig::chat).containsExactly("a");
            assertThat(rig.webhook.received())
                    .filteredOn(r -> r.path().endsWith("/agenda"))
                    .extracting(Rig::chat)
                    .containsExactlyInAnyOrder("b", "c");
            assertThat(rig.webhook.received())
                    .filteredOn(r -> !r.path().endsWith("/agenda"))
                    .extracting(Rig::chat)
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
        String routing = uncommented(rig.routeFile("routing.camel.yaml"), "A body of your own");
        // The shipped branches stand before it; one more behind it must see the record untouched.
        routing = routing.replaceFirst(
                "(?s)(        - choice:\n            id: by-webhook-codes.*?outbox:webhook\n)(.*)", "$2\n$1");
        rig.write("routing.camel.yaml", routing);
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
        String routing = uncommented(rig.routeFile("routing.camel.yaml"), "A body of your own");
        Matcher comment = Pattern.compile("#\\s+uri: (mustache:\\S+)").matcher(routing);
        assertThat(comment.find()).isTrue();
        String uri = comment.group(1).replace("mustache:file:routes/", "mustache:file:" + home.resolve("routes") + "/");
        routing = routing.replaceFirst(
                "- transform:\\s+jq: .*",
                Matcher.quoteReplacement(
                        "- to:\n                      id: make-body\n                      uri: " + uri));
        rig.write(
                "templates/crm.mustache", "{{headers.cod_act}} for {{headers.chat_id}}, revision {{headers.revision}}");
        rig.write("routing.camel.yaml", routing);
        rig.click("a", "CITA AGENDADA");

        rig.start();

        eventually(() -> assertThat(crm.received())
                .extracting(Received::text)
                .containsExactly("CITA AGENDADA for a, revision 1"));
    }

    @Test
    void aClickWhoseRoutingFailsIsKeptAndTheOthersGoOn() throws IOException {
        String routing = uncommented(rig.routeFile("routing.camel.yaml"), "A body of your own")
                .replaceFirst(
                        "jq: \".*\"",
                        Matcher.quoteReplacement(
                                "jq: \"if .chat_id == \\\"b\\\" then error(\\\"no b\\\") else {lead: .chat_id} end\""));
        rig.write("routing.camel.yaml", routing);
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

        eventually(
                () -> assertThat(rig.webhook.received()).extracting(Rig::chat).containsExactlyInAnyOrder("a", "c"));
        assertThat(Rig.store(router).clicks().count()).isEqualTo(3);
        assertThat(Rig.store(router).revisions().unrouted().count()).isZero();
    }
}
