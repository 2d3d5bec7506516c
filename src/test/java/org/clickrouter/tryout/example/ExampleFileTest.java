package org.clickrouter.tryout.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand in a file of examples, and what is said of a mistake. */
class ExampleFileTest {

    @TempDir
    private Path folder;

    private List<Example> read(String text) throws IOException {
        return ExampleFile.read(Files.writeString(folder.resolve("my.examples.yaml"), text));
    }

    @Test
    void everyKeyIsReadAndNumbersKeepTheirDigits() throws IOException {
        List<Example> examples = read("""
            # a comment
            - name: a sale
              settings: {webhook.codes: [VENTA, "a,b"], webhook.url: https://x.example/}
              operation: lima
              revision: 3
              seen: 2026-11-23T10:00:00Z
              record: {source_id: 120210000000000017, chat_id: 007, score: 1.10, cod_act: VENTA, other: null, flag: true}
              destinations: [webhook, crm]
              payloads:
                crm: {lead: 1.10}
                webhook: |
                  as text
            - description: no name
              record: '{"chat_id": "c1"}'
              destinations: []
            """);

        Example first = examples.get(0);
        assertThat(first.place()).endsWith("my.examples.yaml:2");
        assertThat(first.settings())
                .isEqualTo(Map.of("webhook.codes", "VENTA,a\\,b", "webhook.url", "https://x.example/"));
        assertThat(first.record())
                .isEqualTo(
                        "{\"source_id\":120210000000000017,\"chat_id\":\"007\",\"score\":1.10,\"cod_act\":\"VENTA\",\"other\":null,\"flag\":true}");
        assertThat(first)
                .returns("a sale", Example::name)
                .returns("lima", Example::operation)
                .returns(3, Example::revision)
                .returns(Instant.parse("2026-11-23T10:00:00Z"), Example::seen)
                .returns(List.of("webhook", "crm"), Example::destinations)
                .returns(
                        Map.of("crm", new Expected("{\"lead\":1.10}"), "webhook", new Expected("as text\n")),
                        Example::payloads);
        assertThat(examples.get(1))
                .returns("no name", Example::name)
                .returns("{\"chat_id\": \"c1\"}", Example::record)
                .returns(List.of(), Example::destinations)
                .returns(null, Example::revision)
                .returns(Example.SEEN, Example::seen);
    }

    @Test
    void settingsOfTheFileHoldForEachExampleUnlessItHasItsOwn() throws IOException {
        assertThat(read("""
            settings: {webhook.codes: A, sql.codes: B}
            examples:
              - {record: {chat_id: c}, destinations: []}
              - {record: {chat_id: c}, destinations: [], settings: {webhook.codes: C}}
            """))
                .extracting(Example::settings)
                .containsExactly(
                        Map.of("webhook.codes", "A", "sql.codes", "B"), Map.of("webhook.codes", "C", "sql.codes", "B"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        - {recod: {chat_id: c}, destinations: []}                                  | :1: recod: is no key of an example
        - {record: {chat_id: c}}                                                   | :1: the example has no destinations
        - {destinations: []}                                                       | :1: the example has no record
        - {record: {chad: c}, destinations: []}                                    | :1: record: no known field
        - {record: 'nonsense', destinations: []}                                   | :1: record: not JSON
        - {record: {chat_id: c, chat_id: d}, destinations: []}                     | :1: chat_id: stands here twice
        - {record: {chat_id: c}, destinations: webhook}                            | :1: destinations: must be a list
        - {record: {chat_id: c}, destinations: [a, b], payload: x}                 | :1: payload: is for one destination
        - {record: {chat_id: c}, destinations: [a], payloads: {b: x}}              | :1: payloads: b is none of the destinations
        - {record: {chat_id: c}, destinations: [a], payload: x, payloads: {a: x}}  | :1: payloads: a has a payload already
        - {record: {chat_id: c}, destinations: [], revision: one}                  | :1: revision: must be a whole number
        - {record: {chat_id: c}, destinations: [], seen: yesterday}                | :1: seen: must be a time
        - {record: {chat_id: c}, destinations: [], settings: VENTA}                | :1: settings: must be keys with values
        - just words                                                               | :1: an example begins with
        words                                                                      | :1: must be a list of examples
        settings: {a.b: c}                                                         | :1: must be a list of examples
        - [unclosed                                                                | is no YAML
        """)
    void aMistakeIsToldWithItsPlaceAndTheRule(String text, String told) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ExampleException.class)
                .hasMessageContaining("my.examples.yaml")
                .hasMessageContaining(told);
    }

    @Test
    void everyMistakeOfEveryFileHasALineOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("a.examples.yaml"), "- {destinations: []}\n- {record: {chat_id: c}}\n");
        Files.writeString(folder.resolve("b.examples.yaml"), "- nonsense\n");
        Files.writeString(folder.resolve("c.examples.yaml"), "");
        Files.writeString(folder.resolve("d.camel.yaml"), "- nonsense\n");
        Files.write(folder.resolve("e.examples.yaml"), "- name: Devoluci\u00f3n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ExampleFile.readAll(folder))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .hasSize(4)
                        .anyMatch(line -> line.contains("a.examples.yaml:1: "))
                        .anyMatch(line -> line.contains("a.examples.yaml:2: "))
                        .anyMatch(line -> line.contains("b.examples.yaml:1: "))
                        .anyMatch(line -> line.contains("e.examples.yaml: cannot be read as UTF-8")));
    }

    @Test
    void anAliasThatHoldsItselfEndsInAMistake() {
        assertThatThrownBy(() -> read("- record: &a {chat_id: c, x: *a}\n  destinations: []\n"))
                .isInstanceOf(ExampleException.class);
    }
}
