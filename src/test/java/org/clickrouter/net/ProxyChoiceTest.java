package org.clickrouter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.clickrouter.settings.value.ProxyAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyChoiceTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HTTPS_PROXY",
            "http://ana:p%40ss@out.example:3128",
            "http_proxy",
            "plain.example:8080/",
            "no_proxy",
            "intern.example, .lan *.svc,10.0.0.0/8,crm.example:8443");

    private static String way(String setting, String scheme, String host) {
        return ProxyChoice.of("crm.proxy", setting, ENVIRONMENT)
                .to(scheme, host)
                .map(ProxyAddress::toString)
                .orElse("direct");
    }

    @ParameterizedTest
    @CsvSource({
        "https, wv0012.wolkvox.com, out.example:3128",
        "HTTP, wv0012.wolkvox.com, plain.example:8080",
        "https, intern.example, direct",
        "https, a.b.INTERN.example, direct",
        "https, notintern.example, out.example:3128",
        "https, box.lan, direct",
        "https, crm.default.svc, direct",
        "https, crm.example, direct",
        "https, 10.1.2.3, direct",
        "https, 11.1.2.3, out.example:3128",
        "https, localhost, direct",
        "https, 127.0.0.1, direct",
        "https, [::1], direct"
    })
    void theEnvironmentCountsWhereNothingIsSet(String scheme, String host, String way) {
        assertThat(way("", scheme, host)).isEqualTo(way);
    }

    @Test
    void aSettingCountsAlwaysAndNoneMeansNone() {
        assertThat(way("http://mine.example:1", "https", "intern.example")).isEqualTo("mine.example:1");
        assertThat(way("http://[fd00::1]:1", "http", "127.0.0.1")).isEqualTo("[fd00::1]:1");
        assertThat(way("None", "https", "wv0012.wolkvox.com")).isEqualTo("direct");
    }

    @Test
    void aLogInIsDecodedAndShownNowhere() {
        ProxyChoice choice = ProxyChoice.of("crm.proxy", "", ENVIRONMENT);

        assertThat(choice.to("https", "x.example").orElseThrow().user()).contains("ana:p@ss");
        assertThat(choice.toString()).contains("out.example").doesNotContain("ana", "p@ss", "p%40ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socks5://a:1", "https://a:1", "http://a", "http://a:1/path", "http://u:s3cret@a:0", "a b:1"})
    void whatIsNoProxyIsRefusedWithoutItsLogIn(String text) {
        assertThatThrownBy(() -> ProxyChoice.of("crm.proxy", "", Map.of("HTTPS_PROXY", text)))
                .hasMessageStartingWith("environment variable HTTPS_PROXY: must be http://host:port")
                .hasMessageNotContaining("s3cret");
    }
}
