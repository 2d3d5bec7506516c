package org.clickrouter.tryout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.report.Click;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.testing.Home;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the routing file leaves as the body goes as Camel's user expects, or is refused with a word. */
class OwnBodiesTest {

    private static final String ROUTE = """
        - route:
            id: route-click
            from:
              uri: direct:route-click
              steps:
        """;

    @TempDir
    private Path folder;

    private RoutedClick routed(String steps) throws Exception {
        Home home = new Home(folder)
                .with("wolkvox.server", "12")
                .with("wolkvox.token", "t")
                .with("store.url", "jdbc:h2:mem:unused");
        home.route("routing.examples.yaml", "[]\n");
        home.route(
                "routing.camel.yaml", ROUTE + steps.replace("\\n", "\n").indent(8) + "        - to: outbox:webhook\n");
        Settings settings = Settings.load(home.write().folder(), Map.of(), new Properties(), Map.of());
        try (Rehearsal rehearsal = new Rehearsal(settings, home.folder())) {
            return rehearsal.route(Click.of("default", "{\"chat_id\":\"c1\",\"cod_act\":\"002\",\"score\":1.10}"), 1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- unmarshal:\\n    json: {} | application/json | {\"chat_id\":\"c1\",\"cod_act\":\"002\",\"score\":1.1}",
                "- unmarshal:\\n    json: {}\\n- marshal:\\n    json: {} | application/json | {\"chat_id\":\"c1\",\"cod_act\":\"002\",\"score\":1.1}",
                "- transform:\\n    jq: '{lead: .chat_id, code: .cod_act}' | application/json | {\"lead\":\"c1\",\"code\":\"002\"}",
                "- transform:\\n    jq: '{code: header(\"cod_act\")}' | application/json | {\"code\":\"002\"}",
                "- transform:\\n    jq: '[.chat_id]' | application/json | [\"c1\"]",
                "- setBody:\\n    simple: 'lead ${header.chat_id} ${header.cod_act}' | text/plain | lead c1 002",
                "- setHeader:\\n    name: Content-Type\\n    constant: text/csv\\n- setBody:\\n    simple: '[${header.cod_act}];x' | text/csv | [002];x",
            })
    void itGoesAsCamelsUserExpects(String steps, String type, String body) throws Exception {
        RoutedClick click = routed(steps);

        assertThat(click.contentType("webhook")).isEqualTo(type);
        assertThat(click.body("webhook")).isEqualTo(body);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- setBody:\\n    constant: '' | empty body",
                "- setBody:\\n    simple: '${null}' | empty body",
                "- unmarshal:\\n    json: {}\\n- setBody:\\n    simple: 'a' \\n- setBody:\\n    constant: '{chat_id=c1}' | marshal json",
                "- setBody:\\n    simple: '${exception}' | empty body",
                "- setBody:\\n    simple: '${exchangeProperty.clickRouterChange}' | neither text nor JSON",
            })
    void itIsRefusedWithAWord(String steps, String word) {
        assertThatThrownBy(() -> routed(steps))
                .hasMessageContaining("outbox:webhook")
                .hasMessageContaining(word);
    }
}
