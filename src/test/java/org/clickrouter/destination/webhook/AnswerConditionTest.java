package org.clickrouter.destination.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerConditionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                ".ok~{\"ok\":true}",
                ".data.items[0].id != null~{\"data\":{\"items\":[{\"id\":7}]}}",
                "(.errors | length) == 0~{}",
                "all(.[]; .id != null)~[{\"id\":1}]",
                ".n > 3~{\"n\":4}"
            })
    void whatMayBeTrueIsTaken(String jq, String answer) {
        assertThat(AnswerCondition.parse(jq).holds(answer.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    /** A slip that would take each answer for a refusal: the receiver has the click, and would get it ten times. */
    @ParameterizedTest
    @ValueSource(
            strings = {".ok = true", "ok == true", "\"ok\"", "{ok: .ok}", "upcase(.status) == \"OK\"", ".ok ==", "1"})
    void whatNeverIsIsRefused(String jq) {
        assertThatThrownBy(() -> AnswerCondition.parse(jq))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be");
    }
}
