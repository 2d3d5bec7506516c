package org.clickrouter.settings.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderPairsTest {

    @Test
    void aSemicolonBehindABackslashBelongsToItsValue() {
        assertThat(HeaderPairs.parse("Cookie: a=1\\; b=2\\;; X-Path: C:\\x; Accept: text/*\\;q=0.5;"))
                .containsOnly(entry("Cookie", "a=1; b=2;"), entry("X-Path", "C:\\x"), entry("Accept", "text/*;q=0.5"));
        assertThat(HeaderPairs.values("Authorization: a\\;b; X: c")).containsExactly("a;b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cookie: a=1; b=2|pair 2 is none",
                "X-Empresa: Compa\u00f1\u00eda|RFC 9110 5.5",
                "X-Empresa: hola \ud83c\udf89|RFC 9110 5.5",
                "X-Space: a\u00a0b|RFC 9110 5.5",
                "X-Control: a\u0001b|RFC 9110 5.5",
                "X-A: 1; x-a: 2|x-a is there twice",
                "Content-Type: text/plain|Content-Type",
                "content-encoding: gzip|content-encoding",
                "HOST: x|HOST",
                "Webhook-Id: x|Webhook-Id",
                "CamelHttpUri: x|CamelHttpUri",
                "Connection: close|speaks of the connection",
                "Keep-Alive: x|speaks of the connection",
                "TE: x|speaks of the connection",
                "Trailer: x|speaks of the connection",
                "Upgrade: x|speaks of the connection",
                "Transfer-Encoding: x|Transfer-Encoding",
                "Expect: 100-continue|speaks of the connection",
                "Proxy-Authorization: x|speaks of the connection",
                "X Y: x|pair 1 is none",
                "\u00d1: x|pair 1 is none",
            })
    void whatCannotBeSentAsItStandsIsRefusedWithTheReason(String text, String rule) {
        assertThatThrownBy(() -> HeaderPairs.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule);
    }
}
