package org.clickrouter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.clickrouter.report.failure.AnswerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes, names and numbers of an answer mean what they say. */
class AnswerTextTest {

    private static final String ACCENTED = Answers.RECORD.replace("VENTA", "Información_enviada 🎉");
    private static final String LATIN = Answers.RECORD.replace("VENTA", "Información_enviada");

    private static String report(String... records) {
        return "{\"code\":\"200\",\"error\":null,\"data\":[" + String.join(",", records) + "]}";
    }

    private static Answers read(byte[] body, String contentType) {
        return Answers.read(
                Answer.read(new ByteArrayInputStream(body), 200, contentType, AnswerLimits.defaults(), "default"));
    }

    private static Answers read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8), null);
    }

    @ParameterizedTest
    @CsvSource({
        "iso-8859-1, application/json; charset=iso-8859-1",
        "windows-1252, application/json;charset=\"Windows-1252\"",
        "utf-8, application/json; charset=utf-8",
        "utf-8, application/json",
        "utf-8,",
        "utf-8, application/json; charset=no-such-one",
        "utf-8, application/json; charset=us-ascii",
        "utf-8, application/json; charset=utf-16",
        "iso-8859-1, application/json; CHARSET='Latin1'; q=1",
        "windows-1252, application/json; charset=windows1252",
        "iso-8859-1, application/json; charset=iso88591",
        "iso-8859-1, application/json; charset=latin-1",
        "windows-1252, application/json; charset=x-cp1252",
        "windows-1252, application/json; charset=ANSI",
        "x-MacRoman, application/json; charset=macroman",
        "iso-8859-15, application/json; charset=latin-9",
        "utf-8, application/json; charset=utf8mb4",
        "utf-8, application/json; charset=iso-8859-1",
        "utf-8, text/html; charset=windows-1252",
        "utf-8, application/json; charset=iso-8859-15",
        "utf-16le, application/json; charset=utf-16le",
        "utf-16be, application/json",
        "utf-16le, application/json"
    })
    void itIsReadByTheCharsetThatItNamesOrShows(String charset, String contentType) {
        Answers read = read(report(LATIN).getBytes(Charset.forName(charset)), contentType);

        assertThat(read.complete()).isTrue();
        assertThat(read.clicks()).extracting(Click::code).containsExactly("Información_enviada");
    }

    @Test
    void whatSaysLatin1AndHasTypographicQuotesIsWindows1252() {
        String typographic = Answers.RECORD.replace("VENTA", "Pagó “50 €” – sí");

        Answers read = read(
                report(typographic).getBytes(Charset.forName("windows-1252")), "application/json; charset=iso-8859-1");

        assertThat(read.clicks()).extracting(Click::code).containsExactly("Pagó “50 €” – sí");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void gzipThatNothingNamesIsUnpacked(int times) throws IOException {
        byte[] body = ("\uFEFF" + report(ACCENTED, LATIN)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < times; i++) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(body);
            }
            body = packed.toByteArray();
        }

        Answers whole = read(body, "application/json");
        Answers cut = read(Arrays.copyOf(body, body.length / 2), "application/json");

        assertThat(whole.complete()).isTrue();
        assertThat(whole.clicks())
                .extracting(Click::code)
                .containsExactly("Información_enviada 🎉", "Información_enviada");
        assertThat(cut.failure().kind()).isEqualTo(AnswerKind.SERVER_TROUBLE);
        assertThat(cut.failure()).hasMessageContaining("cut short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "utf-16le", "utf-16be"})
    void aByteOrderMarkBeatsWhatTheHeaderSays(String charset) {
        Answers read = read(
                ("\uFEFF" + report(ACCENTED)).getBytes(Charset.forName(charset)), "application/json; charset=latin1");

        assertThat(read.clicks()).extracting(Click::code).containsExactly("Información_enviada 🎉");
    }

    @Test
    void aRecordWithBytesOfAnotherCharsetGoesToQuarantineAndTheOthersAreTaken() {
        Answers read = read(
                report(Answers.RECORD, LATIN, Answers.RECORD.replace("c1", "c3"))
                        .getBytes(StandardCharsets.ISO_8859_1),
                "application/json");

        assertThat(read.complete()).isTrue();
        assertThat(read.clicks()).hasSize(2);
        assertThat(read.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.raw()).contains("Información_enviada");
            assertThat(bad.reason()).contains("charset").contains("UTF-8");
        });
    }

    /** What is UTF-8 by chance is taken for what the server says, as soon as another letter is none. */
    @Test
    void whatSaysLatin1AndIsNotUtf8ThroughoutIsLatin1() {
        String chance = Answers.RECORD.replace("VENTA", "«CAFÉ»");

        Answers read = read(
                report(chance, LATIN).getBytes(Charset.forName("windows-1252")),
                "application/json; charset=iso-8859-1");

        assertThat(read.clicks()).extracting(Click::code).containsExactly("«CAFÉ»", "Información_enviada");
        assertThat(read.bad()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "iso-8859-1"})
    void whatSaysLatin1IsTheSameByteByByte(String charset) throws IOException {
        byte[] body = report(LATIN, Answers.RECORD.replace("c1", "c2")).getBytes(Charset.forName(charset));
        InputStream slow = new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1));
            }
        };

        Answers read = Answers.read(
                Answer.read(slow, 200, "application/json; charset=latin1", AnswerLimits.defaults(), "default"));

        assertThat(read.clicks()).extracting(Click::code).containsExactly("Información_enviada", "VENTA");
    }

    @Test
    void anAnswerReadByteByByteIsTheSame() throws IOException {
        byte[] body = report(ACCENTED).getBytes(StandardCharsets.UTF_8);
        InputStream slow = new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };

        assertThat(Answers.read(Answer.read(slow, 200, AnswerLimits.defaults(), "default"))
                        .clicks())
                .extracting(Click::code)
                .containsExactly("Información_enviada 🎉");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void aRecordWithANumberThatIsNoneGoesToQuarantineAndTheOthersAreTaken(String number) {
        for (String value : new String[] {number, "[" + number + "]", "{\"a\":" + number + "}"}) {
            Answers read = read(report(
                    Answers.RECORD,
                    Answers.RECORD.replace("}", ",\"score\":" + value + "}"),
                    Answers.RECORD.replace("c1", "c3")));

            assertThat(read.complete()).isTrue();
            assertThat(read.clicks()).hasSize(2);
            assertThat(read.bad()).singleElement().satisfies(bad -> {
                assertThat(bad.reason()).contains(number);
                assertThat(bad.raw()).contains("\"score\":").contains(number);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "120263352633696065",
                "120263352633696065.0",
                "1e400",
                "-1E+400",
                "0.1000000000000000055511151231257827",
                "123456789012345678901234567890123456789012345678901234567890"
            })
    void aNumberKeepsItsDigitsWhateverItsLengthAndExponent(String number) {
        Answers read = read(report(Answers.RECORD
                .replace("\"s1\"", number)
                .replace("}", ",\"valor\":" + number + ",\"n\":[" + number + "]}")));

        assertThat(read.clicks()).singleElement().satisfies(click -> {
            assertThat(click.sourceId()).isEqualTo(number);
            assertThat(click.json()).contains("\"valor\":" + number + ",\"n\":[" + number + "]");
        });
    }

    @Test
    void aKnownKeyCountsInAnyCaseWithSpacesAroundItAndTheExactOneBeforeOthers() {
        Answers read = read(report(
                "{\" Chat_Id\":\"c1\",\"SOURCE_ID \":\"s1\",\"Date\":\"2025-02-01 10:00:00\",\"Cod_Act\":\"VENTA\"}",
                "{\"CHAT_ID\":\"other\",\"chat_id\":\"first\",\"chat_id\":\"last\"}"));

        assertThat(read.clicks()).extracting(Click::chatId).containsExactly("c1", "last");
        assertThat(read.clicks().get(0).code()).isEqualTo("VENTA");
        assertThat(read.clicks().get(0).sourceId()).isEqualTo("s1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<br />\n<b>Deprecated</b>: strftime() in <b>/var/www/r.php</b> on line <b>12</b><br />\n",
                "\nWarning: Undefined index: x in /var/www/r.php on line 12\n",
                "PHP Notice: Undefined variable {oops} in r.php\n"
            })
    void aNoticeOfTheWebServerAroundAWholeAnswerIsToldAndTakesNothingAway(String notice) {
        for (String body : new String[] {notice + report(ACCENTED), report(ACCENTED) + notice}) {
            Answers read = read(body);

            assertThat(read.complete()).isTrue();
            assertThat(read.clicks()).hasSize(1);
            assertThat(read.answer().noted()).isTrue();
        }
        assertThat(read(report(ACCENTED)).answer().noted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {" x", "{}", "[]", "{\"code\":\"200\",\"data\":[]}"})
    void otherTextBehindAnAnswerIsNotPassedOver(String text) {
        assertThat(read(report(ACCENTED) + text).failure().kind()).isEqualTo(AnswerKind.SERVER_TROUBLE);
    }
}
