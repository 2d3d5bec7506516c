package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.clickrouter.run.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clicks with the contact of their chat, for the destinations that ask for it. */
class EnrichmentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private Rig rig() {
        return new Rig(home)
                .set("wolkvox.enrich", "chat_1")
                .set("webhook.enrich", "true")
                .set("poll.period", "300ms")
                .set("enrich.wait", "60s");
    }

    private static JsonNode data(Rig rig, int request) throws Exception {
        return JSON.readTree(rig.webhook.received().get(request).text()).path("data");
    }

    @Test
    void aClickThatGetsACodeHasTheContactOfItsChatWhereThatIsAskedForAndNowhereElse() throws Exception {
        try (Rig rig = rig().set("sql.codes", "*")) {
            rig.click("c1", "VENTA").click("c2", "OTRO");
            Router router = rig.start();

            eventually(() -> assertThat(rig.webhook.received()).hasSize(1));
            JsonNode contact = data(rig, 0).path("contact");
            assertThat(data(rig, 0).path("chat_id").asText()).isEqualTo("c1");
            assertThat(contact.path("name").asText()).startsWith("Persona ").doesNotEndWith(" ");
            assertThat(contact.path("phone").asText()).startsWith("57300");
            assertThat(contact.path("email").asText()).endsWith("@example.com");
            assertThat(contact.path("duration").asText()).isEqualTo("00:07:40");
            assertThat(contact.path("agent").asText()).isEqualTo("Agente 7");
            eventually(() -> assertThat(Rig.store(router).sink().rows()).hasSize(2));
            assertThat(Rig.store(router).sink().rows())
                    .noneMatch(row -> row.record().contains("contact"));

            String phone = contact.path("phone").asText();
            assertThat(Output.of("trace", "c1", "--bodies", "--home", home.toString())
                            .text())
                    .contains("c1")
                    .doesNotContain(phone);
            assertThat(Rig.store(router).contacts())
                    .as("of those who are not asked for nothing is kept")
                    .hasSize(1);
            assertThat(Rig.store(router).revisions().list())
                    .noneMatch(revision -> revision.record().contains(phone));

            assertThat(Output.of("doctor", "--home", home.toString()).text())
                    .contains("rows of chat_1 had 1 of 1 chat that clicks waited for")
                    .doesNotContain(phone);
            assertThat(Output.of("forget", "c1", "--yes", "--home", home.toString())
                            .exitCode())
                    .isZero();
            assertThat(Rig.store(router).contacts()).isEmpty();
        }
    }

    @Test
    void aChatThatTheReportLacksGoesWithoutOnceItHasWaited() throws Exception {
        try (Rig rig = rig().set("enrich.wait", "1s")) {
            Map<String, Object> nobody = rig.record("bot", "VENTA");
            nobody.put("agent_id", "");
            rig.api.put(nobody);
            Router router = rig.start();
            eventually(() -> assertThat(rig.webhook.received()).hasSize(1));
            assertThat(data(rig, 0).has("contact")).isFalse();
            assertThat(Rig.store(router).deliveries().list())
                    .singleElement()
                    .satisfies(waited ->
                            assertThat(waited.due() - waited.created()).isEqualTo(1000));
        }
    }

    @Test
    void aFurtherCodeOfAChatGoesWithTheContactThatIsKnown() throws Exception {
        try (Rig rig = rig().set("webhook.codes", "VENTA,POSVENTA")) {
            Router router = rig.click("c1", "VENTA").start();
            eventually(() -> assertThat(rig.webhook.received()).hasSize(1));
            Rig.store(router).edit().contacts("{\"name\":\"kept\"}");
            rig.api.recode("c1", "POSVENTA");

            eventually(() -> assertThat(rig.webhook.received()).hasSize(2));
            assertThat(data(rig, 1).path("cod_act").asText()).isEqualTo("POSVENTA");
            assertThat(data(rig, 1).path("contact").path("name").asText()).isEqualTo("kept");
        }
    }

    @Test
    void withHashedNeitherStoreNorReceiverGetsWhatThePersonWrote() throws Exception {
        try (Rig rig = rig().set("enrich.keep", "hashed").set("enrich.retention", "1m")) {
            Router router = rig.click("c1", "VENTA").start();

            eventually(() -> assertThat(rig.webhook.received()).hasSize(1));
            JsonNode contact = data(rig, 0).path("contact");
            assertThat(contact.has("phone") || contact.has("name") || contact.has("email"))
                    .isFalse();
            String phone = String.format("57300%07d", Math.floorMod("c1".hashCode(), 10_000_000));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(phone.getBytes(StandardCharsets.UTF_8));
            assertThat(contact.path("phone_sha256").asText())
                    .isEqualTo(HexFormat.of().formatHex(digest));
            assertThat(Rig.store(router).contacts()).containsExactly(contact.toString());
        }
    }
}
