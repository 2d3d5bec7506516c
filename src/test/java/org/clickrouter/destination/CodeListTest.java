package org.clickrouter.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodeListTest {

    private static final Set<String> UNCODED = Set.of("", "TIMEOUTCHAT", "-");

    private static boolean matches(String code, String... listed) {
        return new CodeList(List.of(listed), Map.of("bogota", UNCODED), true).matches("bogota", code);
    }

    @Test
    void codesAreComparedAsTheyAreWritten() {
        assertThat(matches("VENTA", "VENTA")).isTrue();
        assertThat(matches("venta", "VENTA")).isFalse();
        assertThat(matches("2", "002")).isFalse();
        assertThat(matches("", "VENTA")).isFalse();
    }

    @Test
    void anAccentMatchesHoweverTheListWritesIt() {
        assertThat(matches("Devoluci\u00f3n", Normalizer.normalize("Devoluci\u00f3n", Normalizer.Form.NFD)))
                .isTrue();
    }

    @Test
    void theStarMeansEveryCodedClickAndAnUncodedWordCountsOnlyByName() {
        assertThat(matches("anything", "*")).isTrue();
        assertThat(UNCODED).noneMatch(code -> matches(code, "*"));
        assertThat(matches("TIMEOUTCHAT", "*", "TIMEOUTCHAT")).isTrue();
    }

    @Test
    void uncodedMeansEveryClickWithoutACodeAndNoOther() {
        assertThat(UNCODED).allMatch(code -> matches(code, "uncoded"));
        assertThat(matches("VENTA", "uncoded")).isFalse();
        assertThat(matches("uncoded", "uncoded")).isFalse();
        assertThat(matches("VENTA", "*", "uncoded")).isTrue();
    }
}
