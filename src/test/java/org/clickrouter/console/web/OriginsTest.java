package org.clickrouter.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests to the console may come from. */
class OriginsTest {

    private final Origins loopback = new Origins("127.0.0.1", List.of(), false);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "[::1]"})
    void thisMachinesNamesAreKnown(String host) {
        assertThat(loopback.knows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example:8080", "localhost.evil.example", "", "[::2]:80"})
    void aNameThatSomebodyElsePointsHereIsNot(String host) {
        assertThat(loopback.knows(host)).isFalse();
    }

    @Test
    void furtherNamesAreSet() {
        Origins origins = new Origins("0.0.0.0", List.of("clicks.example"), true);

        assertThat(origins.knows("clicks.example")).isTrue();
        assertThat(origins.knows("other.example")).isFalse();
        assertThat(loopback.knows(null)).isFalse();
    }

    @Test
    void onlyAPageOfOursMayAct() {
        String host = "127.0.0.1:8080";

        assertThat(loopback.own(host, "same-origin", "http://127.0.0.1:8080", false))
                .isTrue();
        assertThat(loopback.own(host, null, "http://127.0.0.1:8080", false)).isTrue();
        assertThat(loopback.own(host, null, null, true)).isTrue();
        assertThat(loopback.own(host, null, null, false)).isFalse();
        assertThat(loopback.own(host, "cross-site", null, true)).isFalse();
        assertThat(loopback.own(host, "same-site", "http://127.0.0.1:8080", false))
                .isFalse();
        assertThat(loopback.own(host, null, "http://evil.example", true)).isFalse();
        assertThat(loopback.own(host, null, "null", true)).isFalse();
        assertThat(loopback.own(host, "same-origin", "null", false)).isTrue();
        assertThat(loopback.own(host, "cross-site", "null", false)).isFalse();
    }
}
