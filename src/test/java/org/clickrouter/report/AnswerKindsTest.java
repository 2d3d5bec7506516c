package org.clickrouter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.clickrouter.report.failure.Action;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerKindsTest {
    private static String json(String code, String message) {
        return "{\"code\":\"" + code + "\",\"error\":null,\"msg\":\"" + message + "\"}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | PLEASE ENTER THE WOLKVOX-TOKEN                                 | REFUSED_TOKEN | STOP
            403 | PLEASE VALIDATE TOKEN                                          | REFUSED_TOKEN | STOP
            403 | TOKEN LIMIT EXCEEDED                                           | DAILY_LIMIT   | WAIT_FOR_RESET
            403 | EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)       | SIMULTANEOUS  | SHORT_BACK_OFF
            403 | backup in progress                                             | MAINTENANCE   | LONG_BACK_OFF
            400 | SOME PARAMETERS ARE REQUIRED                                   | BAD_REQUEST   | LOUD
            404 | THE API YOU WANT TO CONSULT DOES NOT EXIST                     | BAD_REQUEST   | LOUD
            404 | PLEASE VALIDATE SERVER                                         | BAD_REQUEST   | LOUD
            429 | slow down                                                      | SIMULTANEOUS  | SHORT_BACK_OFF
            500 | Validate dates entered                                         | SERVER_TROUBLE| RETRY
            """)
    void aRefusalIsToldByStatusAndMessageOutsideAndInsideTheBody(
            int number, String message, AnswerKind kind, Action action) {
        for (Answers read : List.of(
                Answers.read(number, json("" + number, message)), Answers.read(200, json("" + number, message)))) {
            assertThat(read.chunks()).isEmpty();
            assertThat(read.failure().kind()).isEqualTo(kind);
            assertThat(read.failure().action()).isEqualTo(action);
            assertThat(read.failure().hint()).isNotBlank();
            assertThat(read.failure()).hasMessageContaining(message).hasMessageContaining("" + number);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301,BAD_REQUEST",
        "405,BAD_REQUEST",
        "404,BAD_REQUEST",
        "502,SERVER_TROUBLE",
        "503,SERVER_TROUBLE",
        "401,REFUSED_TOKEN",
        "403,MAINTENANCE",
        "200,SERVER_TROUBLE"
    })
    void anHtmlPageOrAnEmptyBodyIsToldByItsStatus(int status, AnswerKind kind) {
        assertThat(Answers.read(status, "<html>Validate dates, token limit</html>")
                        .failure()
                        .kind())
                .isEqualTo(kind);
        assertThat(Answers.read(status, "").failure().kind()).isEqualTo(kind);
    }

    @Test
    void theMessageQuotesTheBeginningOfAnHtmlErrorPage() {
        assertThat(Answers.read(500, "<!DOCTYPE html><title>Database is away</title>")
                        .failure())
                .hasMessageContaining("Database is away");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Validate dates entered", "VALIDATE DATES ENTERED.", "No records were found", "validate the date"
            })
    void noRecordsIsAnEmptyAnswerAndNoFailure(String message) {
        for (Answers read : List.of(Answers.read(404, json("404", message)), Answers.read(200, json("404", message)))) {
            assertThat(read.failure()).isNull();
            assertThat(read.chunks())
                    .singleElement()
                    .satisfies(chunk ->
                            assertThat(chunk.last() && chunk.size() == 0).isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"200\"", "200", "\"0\"", "0"})
    void everyFormOfSuccessIsTaken(String code) {
        assertThat(Answers.read(200, "{\"code\":" + code + ",\"error\":\"null\",\"data\":[" + Answers.RECORD + "]}")
                        .complete())
                .isTrue();
        assertThat(Answers.read(200, "{\"data\":[" + Answers.RECORD + "],\"error\":null,\"code\":" + code + "}")
                        .complete())
                .isTrue();
    }

    @Test
    void anErrorBehindTheRecordsFailsTheAnswerAfterGivingThemOut() {
        Answers read = Answers.read(
                200, "{\"data\":[" + Answers.RECORD + "],\"code\":\"403\",\"msg\":\"TOKEN LIMIT EXCEEDED\"}");
        assertThat(read.clicks()).hasSize(1);
        assertThat(read.chunks()).noneMatch(Chunk::last);
        assertThat(read.failure().kind()).isEqualTo(AnswerKind.DAILY_LIMIT);
    }

    @Test
    void anErrorTextWithASuccessCodeIsLoud() {
        assertThat(Answers.read(200, "{\"code\":\"200\",\"error\":\"boom\",\"data\":[]}")
                        .failure()
                        .action())
                .isEqualTo(Action.LOUD);
        assertThat(Answers.read(200, "{\"code\":\"banana\",\"data\":[]}")
                        .failure()
                        .action())
                .isEqualTo(Action.LOUD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"200\",\"error\":null}",
                "{\"data\":[]}",
                "{\"code\":200,\"data\":7}",
                "{\"code\":200,\"data\":\"x\"}",
                "[]",
                "null",
                "{\"code\":200,\"data\":[]} x",
                "{\"code\":200,\"data\":[]",
                "{\"code\":200,\"data\":[",
                "{\"code\":200,\"da",
                "   ",
                "{oops"
            })
    void whatIsMalformedOrCutShortIsServerTrouble(String body) {
        assertThat(Answers.read(200, body).failure().kind()).isEqualTo(AnswerKind.SERVER_TROUBLE);
    }

    @Test
    void anAnswerCutShortAnywhereGivesItsWholeRecordsAndNeverALastChunk() {
        String body = "{\"code\":\"200\",\"data\":[" + Answers.RECORD + "," + Answers.RECORD + "]}";
        int firstEnd = body.indexOf('}') + 1;
        for (int length = 0; length < body.length(); length++) {
            Answers read = Answers.read(
                    200, body.substring(0, length), AnswerLimits.defaults().withChunkSize(1));
            assertThat(read.failure()).as("cut at %d", length).isNotNull();
            assertThat(read.failure().action()).isEqualTo(Action.RETRY);
            assertThat(read.chunks()).noneMatch(Chunk::last);
            assertThat(read.clicks()).hasSize(length < firstEnd ? 0 : length < body.length() - 2 ? 1 : 2);
        }
    }

    @Test
    void aConnectionThatFailsInTheMiddleGivesWhatWasRead() {
        String begun = "{\"code\":\"200\",\"data\":[" + Answers.RECORD + ",";
        Answers reset = Answers.read(Answer.read(
                failing(begun, new SocketException("Connection reset")), 200, AnswerLimits.defaults(), "default"));
        assertThat(reset.clicks()).hasSize(1);
        assertThat(reset.failure().kind()).isEqualTo(AnswerKind.SERVER_TROUBLE);
        Answers stall = Answers.read(Answer.read(
                failing(begun, new SocketTimeoutException("Read timed out")), 200, AnswerLimits.defaults(), "default"));
        assertThat(stall.clicks()).hasSize(1);
        assertThat(stall.failure().kind()).isEqualTo(AnswerKind.TIMED_OUT);
    }

    @Test
    void theAllowListIsNamedOnlyWhereNoConnectionCameAbout() {
        assertThat(AnswerException.of(new ConnectException("Connection refused"))
                        .hint())
                .contains("allow-list");
        assertThat(AnswerException.of(new ConnectException("Connection refused"))
                        .ofTheWindow())
                .isFalse();
        for (String body : List.of("", "<html>", "{oops", "{\"code\":200,\"data\":[{\"a\":")) {
            AnswerException failure = Answers.read(200, body).failure();
            assertThat(failure.getMessage() + failure.hint()).doesNotContain("allow-list");
            assertThat(failure.ofTheWindow()).isTrue();
        }
        AnswerException reset = Answers.read(Answer.read(
                        failing("{\"code\":", new SocketException("Connection reset")),
                        200,
                        AnswerLimits.defaults(),
                        "default"))
                .failure();
        assertThat(reset.getMessage() + reset.hint()).contains("cut short").doesNotContain("allow-list");
    }

    @Test
    void anAnswerThatSaysGzipAndIsNotIsToldInItsOwnWords() {
        assertThat(AnswerException.of(new java.util.zip.ZipException("Not in GZIP format")))
                .hasMessageContaining("by its Content-Encoding")
                .hasMessageNotContaining("allow-list");
    }

    @Test
    void failuresOfTheConnectionAreDiagnosed() {
        for (IOException refused : List.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("wv9"),
                new SocketException("reset"),
                new SSLHandshakeException("no"),
                new SocketTimeoutException("Connect timed out"))) {
            assertThat(AnswerException.of(new RuntimeException(refused)).kind()).isEqualTo(AnswerKind.SERVER_TROUBLE);
            assertThat(AnswerException.of(refused)).hasMessageContaining("allow-list");
        }
        assertThat(AnswerException.of(new SocketTimeoutException("Read timed out"))
                        .action())
                .isEqualTo(Action.SMALLER_WINDOW);
        assertThat(AnswerException.of(new SocketException("Socket closed")).kind())
                .isEqualTo(AnswerKind.TIMED_OUT);
        AnswerException known = new AnswerException(AnswerKind.TOO_LARGE, "x");
        assertThat(AnswerException.of(new RuntimeException(known))).isSameAs(known);
    }

    @Test
    void messagesAreShortAndShowNoSecretAndNoControlCharacter() {
        AnswerLimits limits = AnswerLimits.defaults().withSecrets(List.of("s3cr/et"));
        String padding = "x".repeat(190);
        for (String body : List.of(
                "<html>\u001b[31m s3cr/et",
                json("403", "bad s3cr\\/et"),
                "{\"code\":\"200\",\"z\":\"s3cr\\/et\"}",
                padding + "s3cr/et")) {
            for (int status : List.of(200, 403, 502)) {
                AnswerException failure = Answers.read(status, body, limits).failure();
                assertThat(failure.getMessage())
                        .doesNotContain("s3cr")
                        .doesNotContainPattern("\\p{Cntrl}")
                        .hasSizeLessThan(400);
            }
        }
        assertThat(AnswerException.of(new IOException("token s3cr/et"), List.of("s3cr/et"))
                        .getMessage())
                .contains("***")
                .doesNotContain("s3cr");
        assertThat(limits.toString()).doesNotContain("s3cr");
    }

    private static InputStream failing(String begun, IOException failure) {
        return new SequenceInputStream(
                new ByteArrayInputStream(begun.getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw failure;
                    }
                });
    }
}
