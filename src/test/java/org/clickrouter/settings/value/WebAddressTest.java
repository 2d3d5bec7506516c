package org.clickrouter.settings.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {

    /** The password's own / ? # must be escaped; all else may stand as it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://u:pa55word@crm.example/hook?a=b|https://crm.example/hook?a=b|u:pa55word",
                "HTTP://u:p%40ss%2Fw%20rd@crm.example:8080|HTTP://crm.example:8080|u:p@ss/w rd",
                "https://user@corp.co:p@ss@crm.example/|https://crm.example/|user@corp.co:p@ss",
                "https://u:p@ss:w+rd@crm.example/|https://crm.example/|u:p@ss:w+rd",
                "https://jos%C3%A9:contrase\u00f1a@crm.example/|https://crm.example/|jos\u00e9:contrase\u00f1a",
                "https://u:50%off%zz@crm.example/|https://crm.example/|u:50%off%zz",
                "https://t0ken@crm.example/a@b|https://crm.example/a@b|t0ken:",
                "https://:t0ken@[2001:db8::1]:99/|https://[2001:db8::1]:99/|:t0ken",
            })
    void userAndPasswordLeaveTheUrlAndBecomeAHeader(String written, String url, String user) {
        WebAddress address = WebAddress.parse(written);

        assertThat(address.url()).isEqualTo(url);
        assertThat(address.user()).contains(user);
        assertThat(address.authorization())
                .contains("Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        assertThat(address.toString()).doesNotContain(user);
    }

    @ParameterizedTest
    @CsvSource({
        "http://crm_backend:8080/hook, http://crm_backend:8080/hook",
        "http://tasks.my_stack_crm/, http://tasks.my_stack_crm/",
        "http://_crm._tcp.example, http://_crm._tcp.example",
        "https://se\u00f1al.example/hook, https://xn--seal-hqa.example/hook",
        "https://SE\u00d1AL.example:8443, https://xn--seal-hqa.example:8443",
        "https://compan\u0303ia.co, https://xn--compaia-8za.co",
        "https://\u4f8b\u3048.jp/, https://xn--r8jz45g.jp/",
        "https://10.0.0.7/, https://10.0.0.7/",
        "https://crm.example./, https://crm.example./",
        "https://@crm.example/, https://crm.example/",
        "https://crm.example:/x, https://crm.example/x"
    })
    void aHostMayHaveUnderscoresAndAccents(String written, String url) {
        WebAddress address = WebAddress.parse(written);

        assertThat(address.url()).isEqualTo(url);
        assertThat(address.user()).isEmpty();
        assertThat(address.authorization()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://x/|starts with http:// or https://",
                "https://|names a host",
                "https:///hook|names a host",
                "https://crm example/|letters, digits, - and _",
                "https://-crm.example/|letters, digits, - and _",
                "https://crm..example/|letters, digits, - and _",
                "https://crm,example/|letters, digits, - and _",
                "https://1.2.3/|IPv4",
                "https://300.1.1.1/|IPv4",
                "https://crm:70000/|port",
                "https://crm:80a/|port",
                "https://u:pa/ss@crm/|%2F",
                "https://u:pa#ss@crm/|%23",
                "https://crm.example/hook#part|without #",
                "https://crm.example#|without #",
                "https://crm.example/?a=1#/?b=2|without #",
                "https://us%3Aer:pass@crm/|colon",
                "https://[::g]/|IPv6",
                "https://u:pass@[fe80::1%25eth0]:8443/|no zone",
                "https://[fe80::1%eth0]/|no zone",
                "https://crm:0/|port from 1",
                "https://jos%E9:pass@crm.example/|%C3%B1",
                "https://u:100%abc@crm.example/|a % itself is %25",
                "https://u:x%C0%AF@crm.example/|UTF-8",
                "https://crm/a b|%XX",
                "https://crm/%zz|%XX",
            })
    void whatIsNoAddressIsRefusedWithTheRuleThatItBreaksAndNothingOfItself(String written, String rule) {
        assertThatThrownBy(() -> WebAddress.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule)
                .message()
                .doesNotContain("pa/ss", "pa#ss", ":pass@");
    }

    @Test
    void loopbackIsNoWayOnWhichAnyoneReads() {
        assertThat(WebAddress.parse("http://crm_backend/").readableOnTheWay()).isTrue();
        assertThat(WebAddress.parse("https://crm_backend/").readableOnTheWay()).isFalse();
        assertThat(WebAddress.parse("http://u:p@127.0.0.1:8080/").readableOnTheWay())
                .isFalse();
        assertThat(WebAddress.parse("http://[::1]/").readableOnTheWay()).isFalse();
    }
}
