package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lookups answer in examples and dry runs: nobody is asked, and what would be sent is shown to the letter. */
class LookupStubsTest {

    private static final String EXAMPLE = """
        %s
        examples:
          - name: the recipe
            record: {chat_id: c1, source_id: ad1, cod_act: VENTA}
            destinations: [crm]
            payload: %s
        """;

    @TempDir
    private Path home;

    private Rig rig;
    private Path record;

    @BeforeEach
    void begin() throws IOException {
        rig = new Rig(home)
                .set("crm.url", "https://crm.example.com/")
                .set("crm.codes", "VENTA")
                .set("leads.url", "http://127.0.0.1:1/leads")
                .set("webhook.codes", "OTRA");
        rig.firstStep("""
            - choice:
                when:
                  - ref: crm.codes
                    steps:
                      - to:
                          id: to-crm
                          uri: outbox:crm
            """);
        rig.write("routing.examples.yaml", "[]\n");
        record = Files.writeString(
                home.resolve("record.json"), "{\"chat_id\":\"c1\",\"source_id\":\"ad1\",\"cod_act\":\"VENTA\"}");
    }

    @AfterEach
    void end() {
        rig.close();
    }

    private Output check() {
        rig.settings();
        return Output.of("check", "--home", home.toString());
    }

    private Output route() {
        rig.settings();
        return Output.of("route", record.toString(), "--home", home.toString());
    }

    @Test
    void aServiceAnswersWhatTheFileOfExamplesSays() throws IOException {
        rig.recipe("lookup-http");
        rig.write(
                "mine.examples.yaml",
                EXAMPLE.formatted("stubs: {ask-for-lead: {id: L-7}}", "{chat: c1, code: VENTA, lead: L-7}"));

        assertThat(check().text()).contains("1 of 1 passed");
        assertThat(route().text())
                .contains("POST to crm.url", "{\"chat\":\"c1\",\"code\":\"VENTA\",\"lead\":\"L-7\"}")
                .doesNotContain("not called");
    }

    @Test
    void aTableAnswersByRowsOrByTheValueOfItsOneColumn() throws IOException {
        rig.recipe("lookup-sql");
        rig.write(
                "mine.examples.yaml",
                EXAMPLE.formatted("stubs: {read-customer: Ana}", "{chat: c1, code: VENTA, customer: Ana}") + """
                          - name: nobody is known
                            stubs: {read-customer: null}
                            record: {chat_id: c2, cod_act: VENTA}
                            destinations: [crm]
                            payload: {chat: c2, code: VENTA, customer: null}
                        """);

        assertThat(check().text()).contains("2 of 2 passed");
        assertThat(route().text()).contains("\"customer\":\"Ana\"");
    }

    @Test
    void aFileIsReadAsItIs() throws IOException {
        rig.set(
                "campaigns.file",
                Files.writeString(home.resolve("campaigns.json"), "{\"ad1\": \"Spring\"}")
                        .toString());
        rig.recipe("lookup-file");
        rig.write("mine.examples.yaml", EXAMPLE.formatted("stubs: {}", "{chat: c1, code: VENTA, campaign: Spring}"));

        assertThat(check().text()).contains("1 of 1 passed");
        assertThat(route().text()).contains("\"campaign\":\"Spring\"");
    }

    @Test
    void whatALookupWithoutAStubWouldMakeIsSaidToBeUnknown() throws IOException {
        rig.recipe("lookup-http");
        rig.write("mine.examples.yaml", EXAMPLE.formatted("stubs: {}", "{chat: c1, code: VENTA, lead: L-7}"));

        assertThat(route().text())
                .contains("POST to crm.url. step ask-for-lead of its own route is not called", "`stubs`");
        Output check = check();
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.text())
                .contains(
                        "mine.examples.yaml:3: example 'the recipe'",
                        "step ask-for-lead of its own route is not called");
    }

    @Test
    void aStubOfAStepThatIsNotThereIsToldWithItsPlace() throws IOException {
        rig.recipe("lookup-http");
        rig.write(
                "mine.examples.yaml",
                EXAMPLE.formatted("stubs: {ask-for-leed: {id: L-7}}", "{chat: c1, code: VENTA, lead: L-7}"));

        assertThat(check().text())
                .contains("mine.examples.yaml:3", "stubs: ask-for-leed: no step of routes/ has this id");
    }

    @Test
    void aMistakeInADestinationsOwnRouteFailsTheDryRun() throws IOException {
        rig.recipe("lookup-file");
        rig.set(
                "campaigns.file",
                Files.writeString(home.resolve("campaigns.json"), "none").toString());

        Output route = route();

        assertThat(route.exitCode()).isEqualTo(1);
        assertThat(route.text()).contains("FAILED");
    }

    @Test
    void aLookupInTheRoutingFileAnswersByItsStub() throws IOException {
        rig.firstStep("""
            - toD:
                id: is-known
                uri: "{{leads.url}}?chat=${header.chat_id}&httpMethod=GET"
                variableReceive: known
            - filter:
                simple: "${variable.known} == 'yes'"
                steps:
                  - to:
                      id: known-to-webhook
                      uri: outbox:webhook
            """);
        rig.write("mine.examples.yaml", """
            - name: who is known
              stubs: {is-known: "yes"}
              record: {chat_id: c1, cod_act: NADA}
              destinations: [webhook]
            - name: who is not
              stubs: {is-known: "no"}
              record: {chat_id: c1, cod_act: NADA}
              destinations: []
            """);

        assertThat(check().text()).doesNotContain("mine.examples.yaml");
    }
}
