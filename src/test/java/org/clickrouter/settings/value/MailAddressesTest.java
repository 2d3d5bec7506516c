package org.clickrouter.settings.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "o'neil+x@mail-host.example|o'neil+x@mail-host.example",
                "ana@example.com.|ana@example.com",
                "Ana <ana@ventas.compa\u00f1\u00eda.co.>|Ana <ana@ventas.xn--compaa-7va5a.co>",
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
                "ana..perez@example.com|no two side by side",
                ".ana@example.com|no dot",
                "Ana <ana.@example.com>|no dot",
                "ana@mail_host.example|has no _",
                "\"juan perez\"@example.com|quotes left of an @",
                "\"ventas,norte\"@example.com|quotes left of an @",
                "ana@[192.0.2.5]|brackets right of an @",
                "P\u00e9rez, Ana <ana@example.com>|stands in quotes",
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

    /** Else each mail would fail for a setting that check found right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "o'neil+x=y&z@mail-host.example",
                "\u201cAna\u201d <ana@example.com>",
                "'Ana P\u00e9rez' <ana@example.com>",
                "Ana \"La Jefa\" P\u00e9rez <ana@example.com>",
                "Dr. \u00d1u (Norte) [x] <ana@10.0.0.7>, <luis@localhost>",
                "Ana \\ B; C: D <ana@se\u00f1al.example.>"
            })
    void whatIsTakenTheMailLibraryTakesToo(String written) throws AddressException {
        for (InternetAddress address : InternetAddress.parse(MailAddresses.ascii(written), true)) {
            address.validate();
        }
    }

    @Test
    void aSenderIsOneAddress() {
        assertThat(MailAddresses.single("\"P\u00e9rez, Ana\" <ana@example.com>"))
                .isEqualTo("\"P\u00e9rez, Ana\" <ana@example.com>");
        assertThatThrownBy(() -> MailAddresses.single("Ventas <a@example.com>, b@example.com"))
                .hasMessageContaining("must be one mail address");
    }
}
