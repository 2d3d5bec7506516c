package org.clickrouter.settings.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a click holds goes into a URL as a value and as nothing else. */
class UrlTemplateTest {

    private static final String URL = "https://crm.example/leads/{chat_id}/notes?code={cod_act}&by=x";

    private static String expanded(String url, String chat, String code) {
        return UrlTemplate.parse(url).expand(Map.of("chat_id", chat, "cod_act", code)::get);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "57300, VENTA, 57300, VENTA",
                "a/b, x&y=1, a%2Fb, x%26y%3D1",
                "a?b, a#b, a%3Fb, a%23b",
                "@evil.example, +1 2, %40evil.example, %2B1%202",
                "%2e%2e, %, %252e%252e, %25",
                "a..b, ..,  a..b, ..",
                "José;x, ñ, Jos%C3%A9%3Bx, %C3%B1",
                "//evil.example/x, http://x, %2F%2Fevil.example%2Fx, http%3A%2F%2Fx",
                "{cod_act}, {chat_id}, %7Bcod_act%7D, %7Bchat_id%7D",
                "$1\\, $0, %241%5C, %240"
            })
    void everyValueIsEncoded(String chat, String code, String inPath, String inQuery) {
        String url = expanded(URL, chat, code);

        assertThat(url).isEqualTo("https://crm.example/leads/" + inPath + "/notes?code=" + inQuery + "&by=x");
        assertThat(URI.create(url).getHost()).isEqualTo("crm.example");
        assertThat(URI.create(url).normalize().getRawPath().split("/")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../admin", "a/../b", "..\\admin", "/..", " .. ", "..;x", ""})
    void aValueThatWouldLeaveItsPlaceInThePathIsRefused(String chat) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expanded(URL, chat, "x"))
                .withMessageContaining("chat_id");
    }

    @Test
    void twoFieldsOfOneSegmentMakeNoDotsTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expanded("https://crm.example/a/{chat_id}{cod_act}/b", ".", "."));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expanded("https://crm.example/a..b/../{chat_id}", "..", "x"));
    }

    @Test
    void anEmptyValueMayStandInTheQuery() {
        assertThat(expanded(URL, "1", "")).endsWith("/leads/1/notes?code=&by=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://{chat_id}.example/x",
                "https://crm.example:{chat_id}/x",
                "https://{chat_id}@crm.example/x",
                "{chat_id}://crm.example/x",
                "https://crm.example/x#{chat_id}",
                "https://crm.example/{chat id}",
                "https://crm.example/{}",
                "https://crm.example/{chat_id"
            })
    void aFieldStandsInPathOrQueryAlone(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> UrlTemplate.parse(url));
    }

    @Test
    void anAddressWithoutFieldsStaysAsItIs() {
        UrlTemplate plain = UrlTemplate.parse("https://u:p@crm.example/a..b/../x?y=%20");

        assertThat(plain.fields()).isEmpty();
        assertThat(plain.expand(field -> null)).isEqualTo("https://crm.example/a..b/../x?y=%20");
        assertThat(plain.address().user()).contains("u:p");
    }
}
