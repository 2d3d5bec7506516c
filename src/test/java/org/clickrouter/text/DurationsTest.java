package org.clickrouter.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms,500", "65s,65000", "5m,300000", "24h,86400000", "7d,604800000", "0s,0", "' 2s ',2000"})
    void everyUnitIsRead(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void aNumberWithoutAUnitIsRefusedWithTheRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse("65"))
                .withMessageContaining("'65'")
                .withMessageContaining("unit is needed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "-5s", "5 weeks", "5M", "1.5h", "5s5", "999999999999999d", "99999999999999999999s"})
    void anythingElseIsRefusedWithItsText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"65s,65s", "60s,1m", "120m,2h", "24h,1d", "36h,36h", "1500ms,1500ms", "0m,0s"})
    void theLargestWholeUnitIsWrittenAndReadsBack(String text, String written) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(written);
        assertThat(Durations.parse(written)).isEqualTo(Durations.parse(text));
    }
}
