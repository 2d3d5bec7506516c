package org.clickrouter.store.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clickrouter.console.view.Replays;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.outbox.DeliveryId;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;
import org.clickrouter.store.outbox.Outcome.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A click's life, as the store tells it. */
@ParameterizedClass
@EnumSource
class TracesTest extends StoreTest {

    private Traces traces;
    private Outbox outbox;

    @BeforeEach
    void traces() {
        traces = new Traces(database);
        outbox = new Outbox(database, clock, "one");
    }

    @Test
    void aClickIsFoundByItsChatByADeliveryAndByItsOwnId() {
        read("");
        read("VENTA");
        read(List.of(click("8", "VENTA")));
        Click click = click("VENTA");
        String delivery = DeliveryId.of(click.id(), 1, "crm");
        for (String key : List.of("7", delivery, "click:" + click.id())) {
            assertThat(traces.find(key, null)).as(key).singleElement().satisfies(found -> {
                assertThat(found.id()).isEqualTo(click.id());
                assertThat(found.chatId() + found.clickDate() + found.operation())
                        .isEqualTo("72026-03-10 09:30:00" + OPERATION);
            });
            assertThat(traces.find(key, "lima")).isEmpty();
        }
        for (String nothing : List.of("9", "", "msg_", "msg_" + "0".repeat(32), "click:7", "' OR 1 = 1 --", "7\0")) {
            assertThat(traces.find(nothing, null)).as(nothing).hasSize(nothing.equals("7\0") ? 1 : 0);
        }
        assertThat(traces.revisions(click.id()))
                .extracting(Traces.Revision::code)
                .containsExactly("", "VENTA");
    }

    @Test
    void theClicksOfAChatAreFoundAtWhateverHourOfWhateverDayTheyWereMade() {
        List<String> dates = Stream.concat(
                        IntStream.range(0, 48)
                                .mapToObj(hour -> "2026-03-%02d %02d:59:59".formatted(9 + hour / 24, hour % 24)),
                        Stream.of("1969-12-31 23:00:00", "no date"))
                .toList();
        read(dates.stream().map(date -> made("7", date)).toList());
        read(List.of(made("8", dates.get(0))));

        assertThat(traces.find("7", OPERATION))
                .extracting(Traces.Found::clickDate)
                .containsExactlyInAnyOrderElementsOf(dates);
    }

    private static Click made(String chat, String date) {
        return Click.of(OPERATION, """
                {"chat_id":"%s","source_id":"120201","date":"%s","cod_act":"VENTA"}""".formatted(chat, date));
    }

    @Test
    void theAttemptsOfTheTableAndTheOneThatTheDeliveryTellsMakeOneList() {
        read("VENTA");
        outbox.mark(List.of(new Outcome(
                outbox.claim("crm", 1, Duration.ofMinutes(1)).get(0),
                State.RETRY,
                clock.millis(),
                "BUSY",
                503,
                "answered 503")));
        clock.advance(Duration.ofMinutes(1));
        outbox.mark(List.of(
                Outcome.done(outbox.claim("crm", 1, Duration.ofMinutes(1)).get(0), 204)));
        assertThat(attempts())
                .containsExactly(
                        new Traces.Attempt(1, clock.millis() - 60_000, false, "BUSY", 503, "answered 503", null),
                        new Traces.Attempt(2, clock.millis(), true, null, 204, null, null));
        Replays.replay(database, clock, true, "destination", "crm");
        assertThat(attempts())
                .hasSize(2)
                .last()
                .satisfies(a -> assertThat(a.done()).isTrue());
    }

    @Test
    void aFailureOfAVersionThatKeptNoAttemptsIsTold() {
        read("VENTA");
        assertThat(attempts()).isEmpty();
        outbox.mark(List.of(new Outcome(
                outbox.claim("crm", 1, Duration.ofMinutes(1)).get(0),
                State.RETRY,
                clock.millis(),
                "BUSY",
                503,
                "answered 503")));
        view().edit().forgetAttempts();
        assertThat(attempts()).containsExactly(new Traces.Attempt(1, null, false, "BUSY", 503, "answered 503", null));
    }

    private List<Traces.Attempt> attempts() {
        return traces.attempts(traces.deliveries(click("VENTA").id()).get(0));
    }
}
