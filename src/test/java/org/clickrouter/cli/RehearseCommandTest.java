package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rehearse}: the stored clicks through edited files, against what was sent. */
class RehearseCommandTest {

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

    private Output rehearse(String... more) {
        List<String> arguments = new ArrayList<>(List.of("rehearse", "--home", home.toString()));
        arguments.addAll(List.of(more));
        return Output.of(arguments.toArray(String[]::new));
    }

    private static List<String> rows(Output output) {
        return output.text()
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void whatEditedFilesWouldSendMoreLessAndOtherwiseIsCountedBesideARunningInstance(String kind) throws IOException {
        try (Rig rig = new Rig(home)) {
            if (kind.equals("PostgreSQL")) {
                rig.set("store.url", Postgres.freshUrl()).set("store.user", Postgres.USER);
            }
            String shipped = rig.routeFile("routing.camel.yaml");
            rig.write("routing.camel.yaml", shipped + BRANCH.formatted("{lead: .chat_id}"));
            rig.set("webhook.codes", "VENTA, 002").set("sql.codes", "VENTA");
            rig.clicks("v", 3, "VENTA")
                    .clicks("z", 2, "002")
                    .clicks("l", 2, "LEAD")
                    .clicks("o", 4, "OTRA")
                    .click("none", "");
            Router router = rig.start();
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(10));

            Output same = rehearse();
            assertThat(same.exitCode()).as(same.text()).isZero();
            assertThat(same.text()).contains("12 codes of clicks", "no difference: the same 10 deliveries");

            // Less: 002 to the webhook. More: OTRA to the table. Another body: LEAD.
            rig.write("routing.camel.yaml", shipped + BRANCH.formatted("{lead: .chat_id, more: true}"));
            rig.set("webhook.codes", "VENTA").set("sql.codes", "VENTA, OTRA").settings();
            Output edited = rehearse("--list");

            assertThat(edited.exitCode()).as(edited.text()).isZero();
            assertThat(rows(edited))
                    .contains(
                            "destination code sent now more less other body",
                            "sql OTRA 0 4 4 0 0",
                            "webhook 002 2 0 0 2 0",
                            "webhook LEAD 2 2 0 0 2",
                            "all 10 12 4 2 2");
            assertThat(rows(edited)).noneMatch(row -> row.startsWith("webhook VENTA") || row.startsWith("sql VENTA"));
            assertThat(rows(edited))
                    .contains(
                            "more sql chat o0 code 'OTRA' revision 1",
                            "less webhook chat z1 code '002' revision 1",
                            "body webhook chat l0 code 'LEAD' revision 1")
                    .hasSize(8 + 1 + 1 + 4 + 1);
            assertThat(rehearse("--list", "--json").text())
                    .startsWith("{")
                    .contains("\"other_body\" : 2", "\"what\" : \"less\"", "\"chat_id\" : \"z1\"");
            assertThat(rehearse("--limit", "1").text()).contains("1 code of clicks");
            assertThat(rehearse("--operation", "quito").exitCode()).isEqualTo(2);
            assertThat(rehearse("--since", "tomorrow").exitCode()).isEqualTo(2);
            assertThat(rehearse("--since", "2999-01-01").text()).contains("0 codes of clicks");
            // Nothing was stored: all is as before, and the running instance went on.
            assertThat(Rig.store(router).deliveries().count()).isEqualTo(10);
            rig.click("later", "VENTA");
            eventually(() -> assertThat(rig.received()).contains("later"));
            assertThat(rig.webhook.received())
                    .extracting(r -> r.header("webhook-id").orElseThrow())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void clicksOnWhichTheEditedFilesFailAreToldAndThoseThatAreHistoryAreLeftOut() throws IOException {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.codes", "LEAD").clicks("l", 2, "LEAD").click("v", "VENTA");
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(2));
            rig.stop(router);
            try (StoreHandles stores = new StoreHandles(rig.settings(), java.time.Clock.systemUTC(), "test")) {
                assertThat(StoreView.of(stores.database).edit().storedOnly("v")).isEqualTo(1);
            }
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml")
                            + BRANCH.formatted(
                                    "if .chat_id == \\\"l1\\\" then error(\\\"no l1\\\") else {lead: 1} end"));

            Output output = rehearse();

            assertThat(output.exitCode()).as(output.text()).isEqualTo(1);
            assertThat(output.text())
                    .contains(
                            "2 codes of clicks",
                            "failed  chat l1 code 'LEAD' revision 1: ",
                            "no l1",
                            "1 codes on which the routing file fails",
                            "1 codes left out: a backfill only stored them");
        }
    }

    @Test
    void withoutAStoreThereIsNothingToRehearse() {
        try (Rig rig = new Rig(home)) {
            rig.settings();
            Output output = rehearse();
            assertThat(output.exitCode()).isEqualTo(1);
            assertThat(output.text()).contains("there is no store that can be reached");
            assertThat(home.resolve("store.mv.db")).doesNotExist();
        }
    }
}
