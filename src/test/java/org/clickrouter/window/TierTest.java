package org.clickrouter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TierTest {

    @Test
    void tiersAreReadAndNamedByTheirText() {
        assertThat(Tier.parse(" 6h/30m, 48h/6h ,7d/1d,"))
                .containsExactly(
                        new Tier(Duration.ofHours(6), Duration.ofMinutes(30)),
                        new Tier(Duration.ofHours(48), Duration.ofHours(6)),
                        new Tier(Duration.ofDays(7), Duration.ofDays(1)));
        assertThat(Tier.parse("")).isEmpty();
        assertThat(Tier.parse("6h/30m")).singleElement().hasToString("6h/30m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6h", "6h/30m/2", "6h/", "/30m", "6/30", "0s/30m", "6h/0s", "six/1h"})
    void aMistakeIsNamed(String text) {
        assertThatThrownBy(() -> Tier.parse("1d/1h," + text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }
}
