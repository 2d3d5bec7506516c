package org.clickrouter.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.clickrouter.destination.mail.MailBody;
import org.clickrouter.destination.sql.RowTimes;
import org.clickrouter.destination.sql.SinkTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A known key counts in any case and with spaces around it, at every destination as for the click's identity. */
class KnownFieldsTest {

    private static final Instant NOW = Instant.parse("2025-02-03T10:00:00Z");
    private static final RowTimes TIMES = new RowTimes(NOW, NOW, NOW, NOW);
    private static final String ODD =
            "{\"Chat_Id\":\"c1\",\"source_id \":\"ad9\",\"Date\":\"2026-11-23 10:00:00\",\"COD_ACT\":\"VENTA\",\"\\u00a0Agent_ID\":7}";

    private static Map<String, Object> row(String record) {
        return SinkTable.of("H2", "").row("o", UUID.randomUUID(), 1, "VENTA", record, TIMES);
    }

    private static String key(String record) {
        return new CloudEvent("msg", UUID.randomUUID(), new WebhookBody("o", 1, NOW, record)).key();
    }

    @Test
    void aRowHasThemInItsColumns() {
        assertThat(row(ODD))
                .contains(
                        entry("chat_id", "c1"),
                        entry("source_id", "ad9"),
                        entry("click_date", "2026-11-23 10:00:00"),
                        entry("agent_id", "7"));
    }

    @Test
    void aMappingOfOnesOwnFindsThemAndTheRecordsOwnNamesToo() {
        assertThat(SinkTable.values(row(ODD), ODD, "msg"))
                .contains(
                        entry("chat_id", "c1"),
                        entry("date", "2026-11-23 10:00:00"),
                        entry("agent_id", "7"),
                        entry("Chat_Id", "c1"));
    }

    @Test
    void aBrokersKeyIsTheChat() {
        assertThat(key(ODD)).isEqualTo("c1");
        assertThat(key("{\"CHAT_ID \":\"-\"}")).startsWith("click:");
    }

    @Test
    void aMailsTemplatesFindThem() {
        MailBody.Click click = new MailBody.Click("o", 1, "VENTA", RecordFields.parse(ODD));

        assertThat(new MailBody(null, "en").render(click).subject()).contains("c1");
        assertThat(new MailBody(null, "en").digest(List.of(click)).text()).contains("ad9", "c1");
    }

    /** As the click's identity has it: an exact key beats another, the first other one counts, null is nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Chat_Id\":\"x\",\"chat_id\":\"c1\"}",
                "{\"chat_id\":\"c1\",\"CHAT_ID\":\"x\"}",
                "{\"Chat_Id\":\"c1\",\"CHAT_ID\":\"x\"}",
                "{\"CHAT_ID\":null,\"Chat_Id\":\"c1\"}",
                "{\"chat_id\":null,\"Chat_Id\":\"c1\"}"
            })
    void ofSeveralTheSameOneCountsAsForTheIdentity(String record) {
        assertThat(RecordFields.named(record)).containsEntry("chat_id", "c1");
    }
}
