package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.clickrouter.run.Reload;
import org.clickrouter.run.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slips that engineers make: each is refused with file, line and what to write, and what ran goes on. */
public class TypicalSlipsTest {

    /**
     * @param file that is written
     * @param edit makes its text from that of the shipped routing file
     * @param line a text of the line that must be named, or null for the first line
     * @param words of the remedy
     */
    public record Slip(String name, String file, UnaryOperator<String> edit, String line, String... words) {}

    private static final String OWN = """
        - route:
            id: mine
            from:
              uri: direct:mine
              steps:
        """;

    private static Slip step(String name, String step, String line, String... words) {
        return new Slip(name, "mine.camel.yaml", routing -> OWN + step.indent(8), line, words);
    }

    private static Slip routing(String name, UnaryOperator<String> edit, String line, String... words) {
        return new Slip(name, "routing.camel.yaml", edit, line, words);
    }

    public static List<Slip> slips() {
        return List.of(
                routing(
                        "indentation",
                        r -> r.replace("    id: route-click", "   id: route-click"),
                        "description: Sends",
                        "indentation"),
                routing("tab", r -> r.replace("    id: route-click", "\tid: route-click"), "id: route-click", "tab"),
                step("unknown step", "- sendTo: log:x", "sendTo", "spelling"),
                step("unknown option", "- to:\n    id: x\n    url: log:x", "url:", "spelling"),
                step("unknown bean", "- bean:\n    ref: enrichCrm", "enrichCrm", "beans"),
                step(
                        "unknown bean type",
                        "- bean:\n    beanType: com.example.Nothing",
                        "com.example.Nothing",
                        "Nothing"),
                step("unknown data format", "- unmarshal:\n    univocityCsv: {}", "univocityCsv", "on board"),
                step("unknown language", "- setBody:\n    groovy: '1'", "groovy", "on board"),
                step("unknown component", "- to: nosuch:foo", "nosuch:foo", "on board"),
                step("unknown option of a component", "- to: log:x?nosuch=1", "nosuch=1", "nosuch"),
                step("a route that there is not", "- to: direct:nowhere", "direct:nowhere", "no route begins with"),
                step(
                        "a copy to a route that there is not",
                        "- wireTap:\n    uri: direct:mime",
                        "direct:mime",
                        "direct:mine?"),
                step("unknown kamelet", "- to: kamelet:nosuch-sink", "kamelet:nosuch-sink", "nosuch-sink"),
                routing(
                        "wrong outbox",
                        r -> r.replace("outbox:email", "outbox:emial"),
                        "outbox:emial",
                        "did you mean email?"),
                routing(
                        "step id twice",
                        r -> r.replace("id: to-email", "id: to-webhook"),
                        "id: to-webhook",
                        "id of its own"),
                new Slip(
                        "a copy of the routing file",
                        "routing_old.camel.yaml",
                        r -> r,
                        "id: route-click",
                        "routing.camel.yaml:",
                        "copy"),
                routing(
                        "missing quote",
                        r -> r.replace("uri: outbox:sql", "uri: \"outbox:sql"),
                        "uri: \"outbox:sql",
                        "quote"),
                new Slip(
                        "onException after a route",
                        "mine.camel.yaml",
                        r -> OWN + "        - log: x\n- onException:\n    exception: [java.lang.Exception]\n",
                        "- onException",
                        "before the first route"),
                new Slip(
                        "a template's parameter is missing",
                        "mine.camel.yaml",
                        r ->
                                "- routeTemplate:\n    id: his-template\n    parameters:\n      - name: wanted\n    route:\n      from:\n"
                                        + "        uri: direct:{{wanted}}\n        steps:\n          - log: x\n"
                                        + "- templatedRoute:\n    routeTemplateRef: his-template\n    routeId: mine\n",
                        "routeTemplateRef: his-template",
                        "wanted"),
                step("a Kamelet's parameter is missing", "- to: kamelet:signed-webhook-sink", "kamelet:signed", "url"),
                step(
                        "a Kamelet's parameter is missing that other uses name",
                        "- to: kamelet:click-webhook-sink",
                        "kamelet:click-webhook-sink",
                        "destination"),
                routing(
                        "no route takes the clicks",
                        r -> r.replace("uri: direct:route-click", "uri: direct:route-clicks"),
                        "uri: direct:route-clicks",
                        "direct:route-click,"),
                step("a level that there is not", "- log:\n    message: x\n    loggingLevel: LOUD", "LOUD", "LOUD"),
                step("unclosed jq", "- setBody:\n    jq: \"{lead: .chat_id\"", "lead: .chat_id", "close"),
                step("unclosed simple", "- setBody:\n    simple: \"${header.cod_act\"", "header.cod_act", "close"),
                step(
                        "a value without quotes",
                        "- filter:\n    simple: ${header.cod_act} in VENTA\n    steps:\n      - log: x",
                        "in VENTA",
                        "in quotes"),
                step(
                        "a range of one",
                        "- filter:\n    simple: ${header.revision} range '1'\n    steps:\n      - log: x",
                        "range '1'",
                        "range '1..5'"),
                step("unknown placeholder", "- to: log:{{no.such}}", "no.such", "application.properties"),
                routing(
                        "a list that is not set",
                        r -> r.replace("ref: email.codes", "ref: emial.codes"),
                        "emial.codes",
                        "email.codes"),
                routing(
                        "won codes without the file that tells them",
                        r -> r.replace("ref: email.codes", "ref: won.codes"),
                        "won.codes",
                        "codes.yaml"),
                step(
                        "a part of a split to an outbox",
                        "- split:\n    jq: .parts\n    steps:\n      - to: outbox:sql",
                        "outbox:sql",
                        "one body"),
                step(
                        "an aggregate before an outbox",
                        "- aggregate:\n    constant: x\n    completionSize: 2\n    steps:\n      - to: outbox:sql",
                        "outbox:sql",
                        "behind the outbox"),
                step(
                        "select as a condition",
                        "- filter:\n    jq: select(.cod_act)\n    steps:\n      - to: outbox:sql",
                        "select",
                        "brackets"),
                step(
                        "an answer left as the body",
                        "- to: https://crm.example/ask\n- to: outbox:sql",
                        "outbox:sql",
                        "exchangeProperty.record"),
                step(
                        "a header that is not sent",
                        "- setHeader:\n    name: X-Campaign\n    constant: x\n- to: outbox:sql",
                        "X-Campaign",
                        "NAME.headers"),
                step(
                        "a key twice",
                        "- choice:\n    when:\n      - simple: ${header.cod_act} == 'A'\n    when:\n      - simple: ${header.cod_act} == 'B'",
                        "when:",
                        "stands twice in one block, in line 7"),
                step(
                        "a number that is a text",
                        "- to:\n    uri: log:x\n    parameters:\n      groupSize: many",
                        "groupSize: many",
                        "the value of groupSize is none that it takes"),
                step("neither true nor false", "- to: log:x?showAll=yess", "showAll=yess", "showAll is none"),
                new Slip(
                        "a rate with a comma",
                        "mine.camel.yaml",
                        r -> OWN.replace("direct:mine", "outbox:mine\n      parameters:\n        rate: \"2,5\"")
                                + "        - log: x\n",
                        "rate:",
                        "the value of rate is none that it takes"),
                step(
                        "a secret of a Kamelet that is none",
                        "- to:\n    uri: kamelet:signed-webhook-sink\n    parameters:\n      url: https://x.example/\n      secret: whsec_%%%",
                        "secret: whsec_%%%",
                        "the value of secret is none that it takes"),
                new Slip(
                        "a bean of a class that there is not",
                        "mine.camel.yaml",
                        r -> "- beans:\n    - name: leadsOfCrm\n      type: com.example.Nope\n" + OWN
                                + "        - bean:\n            ref: leadsOfCrm\n",
                        "name: leadsOfCrm",
                        "leadsOfCrm cannot be made: no class com.example.Nope"),
                new Slip(
                        "a property that a bean has not",
                        "mine.camel.yaml",
                        r ->
                                "- beans:\n    - name: leadsOfCrm\n      type: java.util.Date\n      properties:\n        foo: 1\n"
                                        + OWN + "        - log: x\n",
                        "name: leadsOfCrm",
                        "there is no option foo"),
                new Slip("empty file", "mine.camel.yaml", r -> "", null, "empty"),
                routing("half-written", r -> r.substring(0, r.lastIndexOf("uri: outbox:jms") + 4), "uri", ""));
    }

    static Stream<Arguments> each() {
        return slips().stream().map(slip -> Arguments.of(slip.name, slip));
    }

    @TempDir
    private Path home;

    private static int lineOf(String text, String words) {
        List<String> lines = text.lines().toList();
        int last = 1;
        for (int i = 0; words != null && i < lines.size(); i++) {
            if (lines.get(i).contains(words)) {
                last = i + 1;
            }
        }
        return last;
    }

    /** One of the lines names file, line and remedy. */
    public static void isTold(Slip slip, String text, List<String> told) {
        assertThat(told).as(slip.name).anySatisfy(line -> {
            assertThat(line).contains("routes/" + slip.file + ":" + lineOf(text, slip.line) + ":");
            assertThat(line).contains(slip.words);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("each")
    void checkNamesFileLineAndRemedy(String name, Slip slip) throws IOException {
        try (Rig rig = new Rig(home)) {
            rig.settings();
            String text = slip.edit.apply(rig.routeFile("routing.camel.yaml"));
            rig.write(slip.file, text);
            Output check = Output.of("check", "--home", home.toString());
            assertThat(check.exitCode()).isEqualTo(2);
            isTold(slip, text, check.text().lines().toList());
        }
    }

    /** A file that cannot be read holds no route, and each step of a copy stands twice: both follow from one slip. */
    @ParameterizedTest
    @ValueSource(strings = {"missing quote", "a copy of the routing file"})
    void oneSlipIsToldInOneLine(String name) throws IOException {
        Slip slip = slips().stream()
                .filter(one -> one.name.equals(name))
                .findFirst()
                .orElseThrow();
        try (Rig rig = new Rig(home)) {
            rig.settings();
            rig.write(slip.file, slip.edit.apply(rig.routeFile("routing.camel.yaml")));

            assertThat(Output.of("check", "--home", home.toString()).text().lines())
                    .filteredOn(line -> line.startsWith("routes/"))
                    .hasSize(1);
        }
    }

    @Test
    void whatRanGoesOnThroughAllOfThem() throws Exception {
        try (Rig rig = new Rig(home);
                LogLines log = new LogLines(Reload.class)) {
            String routing = rig.routeFile("routing.camel.yaml");
            Router router = rig.start();
            Reload reload = rig.reload(router);
            int clicks = 0;
            for (Slip slip : slips()) {
                String text = slip.edit.apply(routing);
                rig.write(slip.file, text);
                log.lines().clear();

                assertThat(reload.run()).as(slip.name).isFalse();

                isTold(slip, text, log.lines());
                rig.write(slip.file, slip.file.equals("routing.camel.yaml") ? routing : "# nothing\n");
                String chat = "c" + clicks++;
                rig.click(chat, "VENTA");
                eventually(() -> assertThat(rig.received()).contains(chat));
            }
            assertThat(reload.run()).isTrue();
        }
    }
}
