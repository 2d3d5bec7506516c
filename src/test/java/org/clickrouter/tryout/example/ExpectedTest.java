package org.clickrouter.tryout.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
        {"a":1,"b":[1,2]}             | { "b" : [1, 2], "a" : 1 }     | -
        {"a":1}                       | {"a":2}                       | .a: expected 1, got 2
        {"a":1}                       | {"a":"1"}                     | .a: expected 1, got "1"
        {"a":120210000000000017}      | {"a":120210000000000018}      | .a: expected 120210000000000017, got 120210000000000018
        {"a":{"b":[{"c":1}]}}         | {"a":{"b":[{"c":2}]}}         | .a.b[0].c: expected 1, got 2
        {"a":1}                       | {"a":1,"b":2}                 | .b: expected nothing, got 2
        {"a":1,"b":null}              | {"a":1}                       | .b: expected null, got nothing
        [1,2]                         | [1]                           | expected [1,2], got [1]
        {"a":1}                       | no JSON                       | expected "{"a":1}", got "no JSON"
        VENTA for c1                  | VENTA for c1                  | -
        VENTA for c1                  | VENTA  for c1                 | expected "VENTA for c1", got "VENTA  for c1"
        1                             | 1.0                           | expected "1", got "1.0"
        """)
    void jsonIsComparedAsJsonAndAllElseAsText(String wanted, String body, String difference) {
        assertThat(new Expected(wanted).difference(body, Map.of()).orElse(null)).isEqualTo(difference);
    }

    @Test
    void whiteSpaceAtTheEndOfATextDoesNotCount() {
        assertThat(new Expected("one\ntwo\n").difference("one\ntwo", Map.of())).isEmpty();
        assertThat(new Expected("one\ntwo").difference("one two", Map.of()))
                .contains("expected \"one\\ntwo\", got \"one two\"");
    }

    @Test
    void ofAMailOrARowOnlyThePartsThatAreNamedCount() {
        Map<String, String> row = Map.of("revision", "1", "cod_act", "VENTA", "agent_id", "");

        assertThat(new Expected("{\"revision\":1,\"agent_id\":null}").difference("revision = 1", row))
                .isEmpty();
        assertThat(new Expected("{\"cod_act\":\"OTRA\"}").difference("", row))
                .contains("cod_act: expected \"OTRA\", got \"VENTA\"");
        assertThat(new Expected("{\"codact\":\"OTRA\"}").difference("", row))
                .hasValueSatisfying(words -> assertThat(words).startsWith("there is no codact; there are"));
        assertThat(new Expected("the text").difference("the text\n", Map.of("text", "the text\n", "subject", "s")))
                .isEmpty();
    }
}
