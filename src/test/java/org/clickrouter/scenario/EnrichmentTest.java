package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Fault;
import org.clickrouter.store.contact.LastAnswers;
import org.clickrouter.testing.RunningClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clicks with the contact of their chat, for the destinations that ask for it. */
class EnrichmentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private Rig rig() {
        return rig(ApiOptions.defaults().licenses(1000));
    }

    private Rig rig(ApiOptions options) {
        return new Rig(home, options)
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
            String phone = phone("c1");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(phone.getBytes(StandardCharsets.UTF_8));
            assertThat(contact.path("phone_sha256").asText())
                    .isEqualTo(HexFormat.of().formatHex(digest));
            assertThat(Rig.store(router).contacts()).containsExactly(contact.toString());
        }
    }

    @Test
    void whatAReceiverRepeatsOfThePersonIsShownNowhere() throws Exception {
        String number = phone("c1").substring(5).replaceFirst("^0+(?=\\d)", "");
        List<String> personal = List.of(
                phone("c1"),
                phone("c1").substring(2),
                "+57 300 " + phone("c1").substring(5, 8) + "-" + phone("c1").substring(8),
                "persona" + number + "@example.com",
                "PERSONA " + number);
        try (LogLines log = LogLines.ofTheProduct();
                Rig rig = rig().set("retry.schedule", "50ms")) {
            rig.webhook.behave(Behaviour.saying(422, "{\"wrong\":\"" + String.join(" / ", personal) + "\"}"));
            Router router = rig.click("c1", "VENTA").start();

            eventually(() ->
                    assertThat(Rig.store(router).deliveries().dead().count()).isOne());
            assertThat(rig.webhook.received().get(0).text()).contains(phone("c1"));
            String home = this.home.toString();
            List<String> seen = new java.util.ArrayList<>(log.lines());
            for (String page : List.of(
                    "/deliveries", "/deliveries?format=csv", "/clicks?key=c1&show=1", "/destinations/webhook", "/")) {
                seen.add(Rig.health(router, page));
            }
            seen.add(Output.of("dead", "--json", "--bodies", "--home", home).text());
            seen.add(Output.of("trace", "c1", "--bodies", "--home", home).text());
            assertThat(seen).anyMatch(text -> text.contains("wrong") && text.contains("***"));
            assertThat(seen).noneMatch(text -> personal.stream().anyMatch(text::contains));
        }
    }

    @Test
    void whileChat1FailsEachClickGoesWithoutOnceItHasWaitedAndOnceItAnswersAgainWithItsContact() throws Exception {
        List<Fault> faults = List.of(
                Fault.of(Fault.Kind.HTML_500),
                Fault.of(Fault.Kind.CUT_SHORT),
                Fault.of(Fault.Kind.EMPTY_200),
                Fault.of(Fault.Kind.WRONG_TOKEN),
                Fault.of(Fault.Kind.TOKEN_LIMIT),
                Fault.of(Fault.Kind.SLOW, Duration.ofSeconds(1)));
        RunningClock clock = new RunningClock(Instant.parse("2026-03-10T15:00:00Z"));
        try (LogLines log = LogLines.ofTheProduct();
                Rig rig = rig(ApiOptions.defaults().licenses(1000).clock(clock))
                        .clock(clock)
                        .set("poll.period", "1s")
                        .set("enrich.wait", "10m")
                        .set("enrich.timeout", "500ms")
                        .set("wolkvox.timeout", "2s")) {
            Router router = rig.start();
            LastAnswers answers = new LastAnswers(router.stores().database);
            for (Fault fault : faults) {
                long since = clock.millis();
                rig.api.chatsFaultAlways(fault);
                click(rig, clock, fault.kind().name());
                eventually(() -> assertThat(answers.of("default")).hasValueSatisfying(answer -> {
                    assertThat(answer.at()).isGreaterThanOrEqualTo(since);
                    assertThat(answer.failure()).as("%s", fault).isNotNull();
                }));
            }
            eventually(() -> assertThat(Rig.store(router).deliveries().count()).isEqualTo(faults.size()));
            assertThat(rig.received()).isEmpty();
            clock.advance(Duration.ofMinutes(10));

            eventually(() -> assertThat(rig.received()).hasSameSizeAs(faults));
            assertThat(Rig.store(router).deliveries().list())
                    .allSatisfy(waited ->
                            assertThat(waited.due() - waited.created()).isEqualTo(600_000));
            assertThat(rig.webhook.received())
                    .noneMatch(request -> request.text().contains("\"contact\""));
            assertThat(metric(router, "without")).isEqualTo(faults.size());

            rig.api.clearFaults();
            click(rig, clock, "again");
            eventually(() -> assertThat(rig.received()).contains("again"));
            assertThat(data(rig, faults.size()).path("contact").path("phone").asText())
                    .isEqualTo(phone("again"));
            assertThat(metric(router, "found")).isEqualTo(1);
            assertThat(metric(router, "without")).isEqualTo(faults.size());
            eventually(() -> assertThat(router.stores()
                            .quota
                            .used("default", rig.api.options().zone()))
                    .as("each call of chat_1 counts, too")
                    .isEqualTo(rig.api.callsToday()));
            assertThat(rig.api.callsToday())
                    .isGreaterThanOrEqualTo(rig.api.calls().size() + faults.size());
            for (Fault fault : faults) {
                String phone = phone(fault.kind().name());
                assertThat(log.lines())
                        .isNotEmpty()
                        .noneMatch(line -> line.contains(phone) || line.contains("Persona"));
            }
        }
    }

    private static void click(Rig rig, Clock clock, String chat) {
        Map<String, Object> record = rig.record(chat, "VENTA");
        record.put(
                "date",
                LocalDateTime.ofInstant(clock.instant(), rig.api.options().zone())
                        .minusMinutes(10)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")));
        rig.api.put(record);
    }

    private static String phone(String chat) {
        return String.format("57300%07d", Math.floorMod(chat.hashCode(), 10_000_000));
    }

    private static double metric(Router router, String outcome) throws Exception {
        String line = Rig.health(router, "/observe/metrics")
                .lines()
                .filter(one -> one.startsWith("clickrouter_contacts_total{") && one.contains('"' + outcome + '"'))
                .findFirst()
                .orElse("0");
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
