package org.clickrouter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickTest {
    private static Click click(String json) {
        return Click.of("default", json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"chat_id\":\"1\",\"source_id\":123456789012345678,\"agent_anwers \":1.10,\"x\":-0.0,\"big\":12345678901234567890123456789.0001E+5}",
                "{\"rp_id\":true,\"agent_id\":null,\"n\":{\"a\":[1,\"2\",{},[],null],\"b\":{}},\"media_url\":\"&amp; \\\"q\\\" \\\\ \\u0000 \\ud83d \uD83D\uDE00\"}"
            })
    void jsonKeepsEveryFieldAsItCame(String json) {
        assertThat(click(json).json()).isEqualTo(json);
        assertThat(click(json.replace(",\"", " ,\n \"")).json()).isEqualTo(json);
    }

    @Test
    void codesAreStrippedAndComposedAndNothingElse() {
        assertThat(click("{\"cod_act\":\" \\u00a0\\u200b\\ufeffCITA  Agendada\\t\\u200b\"}")
                        .code())
                .isEqualTo("CITA  Agendada");
        assertThat(click("{\"cod_act\":\"cotizacio\\u0301n\"}").code()).isEqualTo("cotizaci\u00f3n");
        assertThat(click("{\"cod_act\":\"002\"}").code()).isEqualTo("002");
        assertThat(click("{\"cod_act\":null}").code()).isEmpty();
        assertThat(click("{\"cod_act\":\" A\"}").field("cod_act")).isEqualTo(" A");
        assertThat(click("{\"cod_act\":\"A\\u0000B\"}").code()).isEqualTo("A\uFFFDB");
    }

    @Test
    void keysAreMatchedExactlyElseLeniently() {
        assertThat(click("{\" Cod_Act \":\"A\",\"CHAT_ID\":5}").code()).isEqualTo("A");
        assertThat(click("{\" Cod_Act \":\"A\",\"cod_act\":\"B\"}").code()).isEqualTo("B");
        assertThat(click("{\"cod_act\":\"B\",\" Cod_Act \":\"A\"}").code()).isEqualTo("B");
        Click click = click("{\" Media_Url\":\"u\",\"rp_id\":[1, {\"a\":2}],\"agent_id\":null}");
        assertThat(List.of(
                        click.field("media_url"), click.field("rp_id"), click.field("agent_id"), click.field("none")))
                .containsExactly("u", "[1,{\"a\":2}]", "", "");
        assertThat(click.json()).contains("\" Media_Url\"");
    }

    @Test
    void identityIgnoresKeyOrderAndWhetherIdsAreNumbersAndContentHashToo() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            boolean chat = random.nextBoolean();
            String chatId = chat ? "57300" + random.nextInt(1_000_000) : "0";
            List<String[]> fields = new ArrayList<>(List.of(
                    new String[] {"chat_id", chatId},
                    new String[] {"source_id", "12021" + random.nextLong(1L << 60)},
                    new String[] {"rp_id", "" + random.nextInt(99)},
                    new String[] {"date", "20250201" + (100000 + random.nextInt(99))},
                    new String[] {"cod_act", "" + random.nextInt(999)},
                    new String[] {"extra ", "" + random.nextInt(1_000_000)}));
            Click first = click(json(fields, random));
            Collections.shuffle(fields, random);
            Click second = click(json(fields, random));
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.contentHash()).isEqualTo(first.contentHash());
            String[] changed = fields.get(random.nextInt(fields.size()));
            changed[1] = "1" + changed[1];
            Click third = click(json(fields, random));
            assertThat(third.contentHash()).isNotEqualTo(first.contentHash());
            boolean other =
                    chat ? List.of("chat_id", "source_id", "date").contains(changed[0]) : !changed[0].equals("cod_act");
            assertThat(third.id().equals(first.id())).isEqualTo(!other);
        }
    }

    @Test
    void codeAndAgentNeverChangeTheIdentityWhereTheChatIsUnknown() {
        for (String chat : List.of("\"\"", "\"-\"", "\"0\"", "0", "null")) {
            Click uncoded = click("{\"chat_id\":" + chat + ",\"source_url\":\"u\",\"agent_id\":\"\",\"cod_act\":\"\"}");
            Click coded = click("{\"chat_id\":" + chat + ",\"source_url\":\"u\",\"agent_id\":7,\" Cod_act\":\"A\"}");
            Click other = click("{\"chat_id\":" + chat + ",\"source_url\":\"v\",\"agent_id\":7,\"cod_act\":\"A\"}");
            assertThat(coded.id()).isEqualTo(uncoded.id()).isNotEqualTo(other.id());
        }
    }

    @Test
    void partsOfTheIdentityDoNotRunIntoEachOther() {
        UUID id = click("{\"chat_id\":\"12\",\"source_id\":\"3\"}").id();
        assertThat(click("{\"chat_id\":\"1\",\"source_id\":\"23\"}").id()).isNotEqualTo(id);
        assertThat(Click.of("lima", "{\"chat_id\":\"12\",\"source_id\":\"3\"}").id())
                .isNotEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-02-01 10:00:00,1738404000000",
        "20250201100000,1738404000000",
        "2025-02-01T10:00:00.123-05:00,1738404000000",
        "2024-02-29 23:59:59,1709251199000",
        "1970-01-01 00:00:00,0",
        "yesterday,0",
        "2025-13-01 10:00:00,0",
        "2025-02-01 1x:00:00,0",
        "'',0"
    })
    void theIdentityBeginsWithTheDateAsIfItWereUtc(String date, long millis) {
        UUID id = click("{\"chat_id\":\"1\",\"date\":\"" + date + "\"}").id();
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
    }

    @Test
    void identityAndHashStayTheSameBetweenReleasesBecauseTheStoreKeepsThem() {
        Click click = click(Answers.RECORD);
        assertThat(click.id()).hasToString("0194c0f3-f100-875a-a677-cec0faf78a59");
        assertThat(click.contentHash()).isEqualTo(7520294422293076926L);
        assertThat(click.toString()).doesNotContain("c1");
    }

    @Test
    void whatIsNoClickIsRefusedWithTheReason() {
        assertThatThrownBy(() -> click("{\"a\":1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no known field");
        assertThatThrownBy(() -> click("{\"chat_id\":")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String json(List<String[]> fields, Random random) {
        return "{"
                + String.join(
                        ",",
                        fields.stream()
                                .map(field -> "\"" + field[0] + "\":"
                                        + (random.nextBoolean() ? field[1] : "\"" + field[1] + "\""))
                                .toList())
                + "}";
    }
}
