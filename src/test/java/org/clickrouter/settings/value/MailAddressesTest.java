package org.clickrouter.settings.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailAddressesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ventas@compa\u00f1\u00eda.co|ventas@xn--compaa-7va5a.co",
                "Campa\u00f1as <ventas@COMPA\u00d1\u00cdA.co>|Campa\u00f1as <ventas@xn--compaa-7va5a.co>",
                "ana@example.com, luis@se\u00f1al.example|ana@example.com, luis@xn--seal-hqa.example",
                "P\u00e9rez\\, Ana <ana@example.com>|\"P\u00e9rez, Ana\" <ana@example.com>",
                "\"P\u00e9rez, Ana\" <ana@example.com>, luis@example.com|\"P\u00e9rez, Ana\" <ana@example.com>, luis@example.com",
                "\"Ana <ana@example.com>|\"\\\"Ana\" <ana@example.com>",
                "o'neil+x@mail_host.example|o'neil+x@mail_host.example",
                "root@localhost|root@localhost",
            })
    void aDomainWithAccentsBecomesPunycodeAndTheRestStays(String written, String sent) {
        assertThat(MailAddresses.ascii(written)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jos\u00e9@empresa.co|left of the @",
                "Ana <a\u00f1a@empresa.co>|left of the @",
                "ana@example.com, jos\u00e9@empresa.co|left of the @",
                "ana@exa mple.com|mail addresses such as",
                "ana@-x.co|right of the @",
                "ana|mail addresses such as",
                ",|comma-separated list",
                "ana@example.com; luis@example.com|write a comma",
                "ana@example.com;luis@example.com;|write a comma",
                "luis@example.com, Ana <ana@example.com>; Eva <eva@example.com>|write a comma",
            })
    void whatNoServerWouldTakeIsRefusedWithTheRule(String written, String rule) {
        assertThatThrownBy(() -> MailAddresses.ascii(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule);
    }
}
