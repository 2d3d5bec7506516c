package org.clickrouter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.clickrouter.report.failure.Action;
import org.clickrouter.report.failure.AnswerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerShapesTest {
    private static final String R = Answers.RECORD;

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "[]", "{}", "\" \""})
    void emptyDataOfAnyShapeIsOneEmptyLastChunk(String data) {
        Answers read = Answers.data(data);
        assertThat(read.chunks()).hasSize(1);
        assertThat(read.complete()).isTrue();
        assertThat(read.answer().records()).isZero();
    }

    @Test
    void oneRecordOrAnIndexOfRecordsIsTakenLikeAnArray() {
        assertThat(Answers.data(R).clicks()).extracting(Click::json).containsExactly(R);
        assertThat(Answers.data("{\"0\":" + R + ",\"1\":" + R + ",\"2\":7}").clicks())
                .hasSize(2);
        assertThat(Answers.data("{\"0\":" + R + ",\"2\":7}").bad()).hasSize(1);
        assertThat(Answers.data("{\"extra\":1,\"chat_id\":\"c\"}").clicks())
                .extracting(Click::chatId)
                .containsExactly("c");
        assertThat(Answers.data("{\"extra\":[1],\"chat_id\":\"c\"}").clicks())
                .extracting(Click::json)
                .containsExactly("{\"extra\":[1],\"chat_id\":\"c\"}");
    }

    @Test
    void byteOrderMarkAndWhiteSpaceAroundAreFine() {
        assertThat(Answers.read(200, "\uFEFF \r\n{\"code\":\"200\",\"data\":[" + R + "]}\r\n ")
                        .complete())
                .isTrue();
    }

    @Test
    void chunksAreCutBySizeAndOnlyTheLastOneIsLast() {
        String body = "{\"code\":200,\"data\":[" + String.join(",", List.of(R, R, R, R)) + "]}";
        Answers even = Answers.read(200, body, AnswerLimits.defaults().withChunkSize(2));
        assertThat(even.chunks()).extracting(Chunk::size).containsExactly(2, 2);
        assertThat(even.chunks()).extracting(Chunk::last).containsExactly(false, true);
        Answers odd = Answers.read(200, body, AnswerLimits.defaults().withChunkSize(3));
        assertThat(odd.chunks()).extracting(Chunk::size).containsExactly(3, 1);
        Answers byText =
                Answers.read(200, body, new AnswerLimits(1000, 2 * R.length(), 1000, 10_000, 60_000, 0, List.of()));
        assertThat(byText.chunks()).extracting(Chunk::size).containsExactly(2, 2);
    }

    @Test
    void aFullAnswerAndTheAnnouncedNumberAreTold() {
        Answers read = Answers.read(
                200,
                "{\"code\":200,\"msg\":\"61,000 records were found\",\"data\":[" + R + "," + R + "]}",
                AnswerLimits.defaults().withMaxRecords(3, 1));
        assertThat(read.answer().full()).isTrue();
        assertThat(read.answer().announced()).hasValue(61_000);
        assertThat(Answers.data("[" + R + "]").answer().full()).isFalse();
        assertThat(Answers.read(200, "{\"code\":200,\"data\":[]}").answer().announced())
                .isEmpty();
    }

    @Test
    void invalidUtf8InOneRecordHarmsNoOther() {
        byte[] body = ("{\"code\":200,\"data\":[{\"chat_id\":\"a\",\"cod_act\":\"Cotizaci\u00f3n\"}," + R + "]}")
                .getBytes(StandardCharsets.ISO_8859_1);
        Answers read =
                Answers.read(Answer.read(new ByteArrayInputStream(body), 200, AnswerLimits.defaults(), "default"));
        assertThat(read.complete()).isTrue();
        assertThat(read.clicks()).extracting(Click::code).containsExactly("VENTA");
        assertThat(read.bad())
                .singleElement()
                .satisfies(bad -> assertThat(bad.raw()).contains("Cotización"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "null",
                "\"text\"",
                "[1,{\"chat_id\":2}]",
                "{}",
                "{\"foo\":1}",
                "{\"chat_id\":{}}",
                "{\"source_id\":[1]}",
                "{\"date\":{\"a\":1}}",
                "{\"cod_act\":[\"A\"]}"
            })
    void whatIsNoRecordIsKeptAsBadAndTheOthersGoOn(String odd) {
        Answers read = Answers.data("[" + R + "," + odd + "," + R + "]");
        assertThat(read.complete()).isTrue();
        assertThat(read.clicks()).hasSize(2);
        assertThat(read.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.raw()).isEqualTo(odd);
            assertThat(bad.reason()).isNotBlank();
            assertThat(bad.hash())
                    .hasSize(64)
                    .isEqualTo(Answers.data("[" + odd + "]").bad().get(0).hash());
        });
        assertThat(read.answer().records()).isEqualTo(3);
    }

    @Test
    void recordsTooLargeOrTooDeepAreBadAndTheOthersGoOn() {
        String large =
                "{\"chat_id\":\"x\",\"a\":\"" + "y".repeat(2_000_000) + "\",\"b\":\"" + "z".repeat(6_000_000) + "\"}";
        String deep = "{\"chat_id\":\"x\",\"a\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
        Answers read = Answers.data("[" + R + "," + large + "," + deep + "," + R + "]");
        assertThat(read.complete()).isTrue();
        assertThat(read.clicks()).hasSize(2);
        assertThat(read.bad())
                .extracting(BadRecord::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("longer than"),
                        reason -> assertThat(reason).startsWith("nested deeper"));
        assertThat(read.bad()).allMatch(bad -> bad.raw().length() <= BadRecord.RAW_LIMIT);
    }

    @Test
    void oneValueBeyondAllMeasureAsksForASmallerWindowAfterGivingTheOthersOut() {
        Answers read = Answers.data("[" + R + ",{\"chat_id\":\"" + "y".repeat(Json.MAX_VALUE + 10_000) + "\"}]");
        assertThat(read.clicks()).hasSize(1);
        assertThat(read.failure().kind()).isEqualTo(AnswerKind.TOO_LARGE);
    }

    @Test
    void missingDateOrChatIsNotBad() {
        assertThat(Answers.data("[{\"cod_act\":\"A\"},{\"chat_id\":null}]").clicks())
                .extracting(Click::code)
                .containsExactly("A", "");
    }

    @Test
    void anAnswerOverTheSizeLimitGivesWhatWasRead() {
        Answer answer = Answer.read(
                new SyntheticAnswer(1000), 200, AnswerLimits.defaults().withMaxBytes(100_000), "default");
        Answers read = Answers.read(answer);
        assertThat(read.failure().kind()).isEqualTo(AnswerKind.TOO_LARGE);
        assertThat(read.failure().action()).isEqualTo(Action.SMALLER_WINDOW);
        assertThat(read.clicks()).hasSizeBetween(150, 400);
        assertThat(read.chunks()).noneMatch(Chunk::last);
    }
}
