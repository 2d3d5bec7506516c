package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.run.Reload;
import org.clickrouter.settings.Settings;
import org.clickrouter.testing.Home;
import org.clickrouter.tryout.ExampleRun;
import org.clickrouter.tryout.ExampleTrial;
import org.clickrouter.tryout.Rehearsal;
import org.clickrouter.tryout.example.Example;
import org.clickrouter.tryout.example.ExampleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of routes/*.examples.yaml, tried by the build, by {@code check} and while the files are edited. */
class ExamplesTest {

    @TempDir
    private Path home;

    private Output check() {
        return Output.of("check", "--home", home.toString());
    }

    @Test
    void theShippedExamplesHoldOnTheShippedFiles() {
        Settings shipped = Settings.load(
                Path.of("").toAbsolutePath(),
                Map.of(),
                new Properties(),
                Map.of("wolkvox.server", "0001", "wolkvox.token", "none"));
        List<Example> examples = ExampleFile.readAll(Home.SHIPPED);
        assertThat(examples).hasSizeGreaterThanOrEqualTo(5);

        try (Rehearsal rehearsal = new Rehearsal(shipped, Path.of("").toAbsolutePath())) {
            ExampleRun.Result result = ExampleRun.run(rehearsal, examples);
            assertThat(result.failures()).isEmpty();
            assertThat(result.passed()).isEqualTo(examples.size());
        }
    }

    @Test
    void checkTellsHowManyPassed() {
        try (Rig rig = new Rig(home)) {
            rig.settings();
            Output output = check();
            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(output.text()).contains("examples of routes/: 6 of 6 passed");
        }
    }

    @Test
    void checkPointsOutADestinationThatNoRouteMentionsOutsideOfAComment() throws IOException {
        try (Rig rig = new Rig(home)) {
            rig.set("erp.url", "https://crm.example.com/");
            rig.set("crm.url", "https://crm.example.com/");
            rig.write("mine.camel.yaml", """
                # erp is mentioned in a comment only
                - routeTemplate:
                    id: mine
                    route:
                      from:
                        uri: direct:mine
                        steps:
                          - to:
                              uri: outbox:crm
                """);
            rig.settings();

            assertThat(check().text().lines().filter(line -> line.contains("mentions")))
                    .singleElement()
                    .asString()
                    .contains("erp.url");
        }
    }

    @Test
    void eachExampleThatDoesNotHoldIsOneLineOfCheckWhichThenEndsWithTwo() throws IOException {
        try (Rig rig = new Rig(home)) {
            rig.set("sql.codes", "OTRA");
            rig.write("mine.examples.yaml", """
                - name: under my own settings
                  record: {chat_id: c1, cod_act: VENTA}
                  destinations: [webhook]
                - name: too few
                  record: {chat_id: c1, cod_act: VENTA}
                  destinations: [webhook, sql]
                - name: too many
                  record: {chat_id: c1, cod_act: VENTA}
                  destinations: []
                - name: another payload
                  record: {chat_id: c1, cod_act: VENTA}
                  destinations: [webhook]
                  payload: {type: click.coded, timestamp: "2026-01-01T00:00:00Z", data: {operation: default, revision: 1, chat_id: c2, cod_act: VENTA}}
                - name: a row's columns
                  record: {chat_id: c1, cod_act: OTRA}
                  destinations: [sql]
                  payload: {revision: 2, cod_act: OTRA}
                  revision: 2
                - name: an operation that is not there
                  operation: lima
                  record: {chat_id: c1, cod_act: VENTA}
                  destinations: [webhook]
                """);
            rig.write(
                    "wrong.examples.yaml",
                    "- {record: {chat_id: c1}, destinations: [], settings: {webhook.max-in-flight: none}}\n");
            rig.settings();

            Output output = check();

            assertThat(output.exitCode()).isEqualTo(2);
            assertThat(output.text()).contains("8 of 13 passed");
            assertThat(output.text()
                            .lines()
                            .filter(line -> line.contains(".examples.yaml:"))
                            .map(line -> line.replaceFirst(".*/routes/", "")))
                    .containsExactly(
                            "mine.examples.yaml:4: example 'too few': expected webhook, sql, goes to webhook",
                            "mine.examples.yaml:7: example 'too many': expected nowhere, goes to webhook",
                            "mine.examples.yaml:10: example 'another payload': payload of webhook: .data.chat_id: expected \"c2\", got \"c1\"",
                            "mine.examples.yaml:19: example 'an operation that is not there': operation lima: is none of wolkvox.operations; the example may"
                                    + " have settings of its own",
                            "wrong.examples.yaml:1: settings: webhook.max-in-flight = none: must be a whole number from 1 to 512");
            assertThat(rig.received()).isEmpty();
        }
    }

    @Test
    void aMistakeInAFileOfExamplesEndsCheckWithTwoAndItsPlace() throws IOException {
        try (Rig rig = new Rig(home)) {
            rig.write("mine.examples.yaml", "- recrod: {chat_id: c1}\n  destinations: []\n");
            rig.settings();
            Output output = check();
            assertThat(output.exitCode()).isEqualTo(2);
            assertThat(output.text()).contains("mine.examples.yaml:1: recrod: is no key of an example");
        }
    }

    @Test
    void anEditThatAnExampleSpeaksAgainstIsToldAndIsLiveAllTheSame() throws Exception {
        try (LogLines log = new LogLines(Reload.class, ExampleTrial.class);
                Rig rig = new Rig(home)) {
            rig.start(true);
            eventually(() -> assertThat(log.lines()).contains("INFO routes/: 6 of 6 examples passed"));

            rig.write(
                    "mine.examples.yaml",
                    "- {name: new, record: {chat_id: c1, cod_act: NUEVA}, destinations: [webhook]}\n");
            eventually(() -> assertThat(log.lines())
                    .anyMatch(line ->
                            line.startsWith("WARN ") && line.endsWith("'new': expected webhook, goes to nowhere"))
                    .contains("INFO routes/: 6 of 7 examples passed"));
            assertThat(log.lines()).as("only the examples were edited").doesNotContain("INFO routes/: loaded anew");

            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml")
                            .replace("ref: webhook.codes", "simple: \"${header.cod_act} == 'NUEVA'\""));
            eventually(() -> assertThat(log.lines())
                    .contains("INFO routes/: 5 of 7 examples passed", "INFO routes/: loaded anew"));
            rig.click("a", "NUEVA");
            eventually(() -> assertThat(rig.received()).containsExactly("a"));
        }
    }
}
