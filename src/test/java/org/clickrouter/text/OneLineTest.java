package org.clickrouter.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Connect to https://joe:pass@crm.example:443/hook?key=s3cret#x failed: refused | Connect to https://crm.example:443/hook failed: refused",
                "no driver for jdbc:postgresql://u:s3cret@db/x?password=s3cret | no driver for jdbc:postgresql://db/x",
                "cannot open jdbc:h2:file:./x;USER=sa;PASSWORD=s3cret now | cannot open jdbc:h2:file:./x now",
                "Connection refused: localhost, is it up? | Connection refused: localhost, is it up?"
            })
    void urlsLoseWhatMayBeSecret(String text, String expected) {
        assertThat(OneLine.of(text, 200)).isEqualTo(expected);
    }

    @Test
    void linesAndControlCharactersBecomeSpaces() {
        assertThat(OneLine.plain(" a\r\nb\t\u0000c\u2028d\u0085e\u202Ef ")).isEqualTo("a b c d e f");
    }

    @Test
    void cuttingNeverSplitsACharacter() {
        assertThat(OneLine.cut("😀😀😀", 3)).isEqualTo("😀😀😀");
        assertThat(OneLine.cut("😀😀😀😀", 3)).isEqualTo("😀😀…");
    }
}
