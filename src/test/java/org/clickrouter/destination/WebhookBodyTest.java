package org.clickrouter.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TIME = Instant.parse("2025-02-03T14:05:06.123456Z");
    private static final String RECORD =
            " {\"chat_id\": 120212345678901234567, \"n\":1.50e0,\"agent_anwers \":\"\\u00e1\\/\", \"cod_act\":\" VENTA \",\"x\":[1, {\"revision\":9}]} \n";

    private static String standard(String record) {
        return new WebhookBody("bogotá \"1\"", 2, TIME, record).render(BodyFormat.STANDARD, "d-1");
    }

    @Test
    void theRecordGoesInVerbatimBehindOperationAndRevision() {
        assertThat(standard(RECORD))
                .isEqualTo(
                        "{\"type\":\"click.coded\",\"timestamp\":\"2025-02-03T14:05:06.123Z\",\"data\":"
                                + "{\"operation\":\"bogotá \\\"1\\\"\",\"revision\":2,"
                                + "\"chat_id\": 120212345678901234567, \"n\":1.50e0,\"agent_anwers \":\"\\u00e1\\/\", \"cod_act\":\" VENTA \",\"x\":[1, {\"revision\":9}]}}");
    }

    @Test
    void theRecordsOwnOperationAndRevisionAreKeptUnderAnotherName() throws Exception {
        JsonNode data = JSON.readTree(
                        standard(
                                "{\"oper\\u0061tion\" : \"theirs\", \"q\\\"\":1, \"revision\":{\"a\":7},\"record_revision\":0}"))
                .get("data");

        assertThat(data.toString())
                .isEqualTo(
                        "{\"operation\":\"bogotá \\\"1\\\"\",\"revision\":2,\"record_operation\":\"theirs\",\"q\\\"\":1,"
                                + "\"record_record_revision\":{\"a\":7},\"record_revision\":0}");
    }

    @Test
    void anEmptyRecordMakesValidJson() throws Exception {
        assertThat(JSON.readTree(standard("{ }")).get("data").size()).isEqualTo(2);
    }

    @Test
    void aCloudEventHasEveryRequiredAttributeAndTheSameData() throws Exception {
        JsonNode event =
                JSON.readTree(new WebhookBody("lima norte", 1, TIME, RECORD).render(BodyFormat.CLOUDEVENTS, "d-1"));

        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo("d-1");
        assertThat(event.get("source").asText()).isEqualTo("/click-router/lima%20norte");
        assertThat(event.get("type").asText()).isEqualTo("click.coded");
        assertThat(event.get("time").asText()).isEqualTo("2025-02-03T14:05:06.123Z");
        assertThat(event.get("data").get("revision").asInt()).isEqualTo(1);
        assertThat(event.get("data").get("cod_act").asText()).isEqualTo(" VENTA ");
        assertThat(BodyFormat.CLOUDEVENTS.contentType()).isEqualTo("application/cloudevents+json");
    }

    @Test
    void theRecordFormatIsTheRecordAlone() {
        assertThat(new WebhookBody("x", 1, TIME, RECORD).render(BodyFormat.RECORD, "d-1"))
                .isEqualTo(RECORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":1", "{\"a\":1} {\"b\":2}", "{\"a\":1}x", "secret-text"})
    void whatIsNotOneObjectIsABadPayloadAndIsNotShown(String record) {
        for (BodyFormat format : BodyFormat.values()) {
            assertThatThrownBy(() -> new WebhookBody("x", 1, TIME, record).render(format, "d"))
                    .isInstanceOfSatisfying(DeliveryException.class, failure -> {
                        assertThat(failure.kind()).isEqualTo(FailureKind.BAD_PAYLOAD);
                        assertThat(failure.getMessage()).doesNotContain("secret");
                    });
        }
    }

    @Test
    void formatsAreReadByName() {
        assertThat(BodyFormat.parse(" CloudEvents ")).isEqualTo(BodyFormat.CLOUDEVENTS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BodyFormat.parse("xml"))
                .withMessageContaining("'xml'")
                .withMessageContaining("standard, cloudevents, record");
    }

    @Test
    void fieldsAreTextsWithoutLossOfDigits() {
        assertThat(RecordFields.parse(RECORD + " "))
                .containsEntry("chat_id", "120212345678901234567")
                .containsEntry("n", "1.50e0")
                .containsEntry("agent_anwers ", "á/")
                .containsEntry("x", "[1, {\"revision\":9}]");
        assertThat(RecordFields.parse("{\"a\":null,\"b\":false,\"c\":-0.10}"))
                .containsEntry("a", "")
                .containsEntry("b", "false")
                .containsEntry("c", "-0.10");
    }
}
