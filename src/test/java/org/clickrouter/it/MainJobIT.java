package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clickrouter.simulate.ClickGenerator;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.clickrouter.testing.store.Sink.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, from one command to a webhook, a mailbox and a table. */
class MainJobIT {
    @TempDir
    Path folder;

    private final List<ObjectNode> toWebhook = new ArrayList<>();
    private final List<ObjectNode> toMail = new ArrayList<>();
    private final Map<String, ObjectNode> toSql = new TreeMap<>();
    private final List<ObjectNode> uncoded = new ArrayList<>();

    @Test
    void everyMatchingClickArrivesOnceAtEachOfItsDestinationsAndNeverAgainHoweverOftenItIsRead() {
        Store store = Store.h2(folder);
        try (Outside outside = new Outside()) {
            clicksOfTheLastDay(outside);
            Home home = outside.settle(new Home(folder)).store(store).with("poll.period", "2s");
            try (RunningJar first = RunningJar.run(home)) {
                allArrive(outside, store);
                assertThat(first.get("/observe/health").body())
                        .contains("\"UP\"")
                        .doesNotContain("DOWN");
                assertThat(first.stop()).isZero();
            }
            eachAtItsPlace(outside, store);
            // A tier that the store does not know is due at once: the restart reads everything again, and every second
            // from then on.
            home.with("poll.re-read", "26h/1s").with("poll.period", "1s");
            try (RunningJar second = RunningJar.run(home)) {
                int callsBefore = outside.api.calls().size();
                await().atMost(PATIENCE)
                        .until(() -> outside.api.calls().stream()
                                        .skip(callsBefore)
                                        .filter(c -> c.records() >= 2_000 && c.end() != null)
                                        .count()
                                >= 3);
                eachAtItsPlace(outside, store);
                lateCodes(outside, store);
                assertThat(second.stop()).isZero();
            }
            assertThat(outside.api.maxInFlight()).isEqualTo(1);
        }
    }

    private void clicksOfTheLastDay(Outside outside) {
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        List<ObjectNode> clicks = new ClickGenerator(
                        7, clock, outside.api.options().zone())
                .history(2_000, now.minus(Duration.ofHours(24)), now.minusSeconds(5));
        for (int i = 0; i < clicks.size(); i++) {
            ObjectNode click = clicks.get(i);
            String code = i % 5 != 0
                    ? List.of("No_contesta", "002", "", "TIMEOUTCHAT").get(i % 4)
                    : i % 50 == 0 ? "CITA AGENDADA" : "VENTA";
            click.put("cod_act", code).put("a_field_of_tomorrow", "ñ " + i);
            if (i % 5 == 0) {
                toWebhook.add(click);
            }
            if (i % 50 == 0) {
                toMail.add(click);
            }
            if (code.isEmpty()) {
                uncoded.add(click);
            } else if (!code.equals("TIMEOUTCHAT")) {
                toSql.put(click.path("chat_id").textValue(), click);
            }
            outside.api.put(click);
        }
        assertThat(toWebhook).hasSize(400);
        assertThat(toMail).hasSize(40);
    }

    private void allArrive(Outside outside, Store store) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(outside.webhook.received()).hasSizeGreaterThanOrEqualTo(toWebhook.size());
            assertThat(outside.mailbox.messages()).hasSizeGreaterThanOrEqualTo(toMail.size());
            assertThat(store.view().deliveries().notDone().count()).isZero();
        });
    }

    private void eachAtItsPlace(Outside outside, Store store) {
        assertThat(outside.webhook.received())
                .extracting(Outside::record)
                .containsExactlyInAnyOrderElementsOf(toWebhook);
        assertThat(outside.webhookIds()).doesNotHaveDuplicates();
        assertThat(outside.webhook.received()).allSatisfy(request -> {
            Outside.assertSigned(request);
            assertThat(Outside.data(request).path("operation").textValue()).isEqualTo("default");
            assertThat(Outside.data(request).path("revision").intValue()).isEqualTo(1);
        });
        assertThat(outside.subjects())
                .containsExactlyInAnyOrderElementsOf(
                        toMail.stream().map(Outside::subject).toList());
        Map<String, ObjectNode> rows = new TreeMap<>();
        store.view().sink().rows().forEach(row -> {
            ObjectNode record = Outside.parse(row.record());
            assertThat(row.code()).isEqualTo(record.path("cod_act").textValue());
            assertThat(row.revision()).isEqualTo(1);
            assertThat(row.source()).isEqualTo(record.path("source_id").textValue());
            assertThat(row.date()).isEqualTo(record.path("date").textValue());
            rows.put(row.chat(), record);
        });
        assertThat(rows).isEqualTo(toSql);
        assertThat(store.view().clicks().count()).isEqualTo(2_000);
    }

    /** Each code that a click gets is one revision more, and is sent once; a code that it had before is news again. */
    private void lateCodes(Outside outside, Store store) {
        ObjectNode late = uncoded.get(uncoded.size() / 2);
        String chat = late.path("chat_id").textValue();
        List<String> expected = new ArrayList<>();
        for (String code : List.of("VENTA", "CITA AGENDADA", "VENTA")) {
            expected.add(chat + " " + (expected.size() + 1) + " " + code);
            outside.api.recode(chat, code);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(outside.webhooks()).hasSizeGreaterThanOrEqualTo(400 + expected.size()));
            int revision = expected.size();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(store.view().sink().rowsOf(chat))
                            .extracting(row -> row.code() + " " + row.revision())
                            .containsExactly(code + " " + revision));
        }
        await().atMost(PATIENCE).until(() -> store.view().deliveries().notDone().count() == 0);
        assertThat(outside.webhooks()).filteredOn(w -> w.startsWith(chat)).containsExactlyElementsOf(expected);
        assertThat(outside.webhooks()).hasSize(403);
        assertThat(outside.subjects())
                .hasSize(41)
                .contains(Outside.subject(late.deepCopy().put("cod_act", "CITA AGENDADA")));
        assertThat(outside.webhookIds()).doesNotHaveDuplicates();
        assertThat(store.view().sink().rowsOf(chat))
                .extracting(Row::agent)
                .containsExactly(late.path("agent_id").textValue());
        assertThat(store.view().sink().count()).isEqualTo(toSql.size() + 1L);
    }
}
