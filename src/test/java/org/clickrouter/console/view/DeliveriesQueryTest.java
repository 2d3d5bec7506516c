package org.clickrouter.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Gathering;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A page that looks at few deliveries tells what it found, and where to go on. */
@ParameterizedClass
@EnumSource
class DeliveriesQueryTest extends StoreTest {

    private static final int MOST = 3;

    @BeforeEach
    void tenOfWhichTheOldestIsRare() {
        read(List.of(click("0", "FRAUDE")));
        for (int chat = 1; chat < 10; chat++) {
            read(List.of(click(String.valueOf(chat), "VENTA")));
        }
    }

    private Deliveries find(String... filter) {
        return Replays.find(database, clock, MOST, filter);
    }

    private static List<String> chats(Deliveries page) {
        return page.rows().stream().map(Deliveries.Row::chatId).toList();
    }

    @Test
    void whatIsRareIsFoundPageAfterPageAndNoneLooksAtMoreThanItsShare() {
        List<String> pages = new ArrayList<>();
        Deliveries page = find("code", "FRAUDE");
        while (page.next() != null) {
            pages.add(String.join(",", chats(page)));
            page = find("code", "FRAUDE", "before", page.next().toString());
        }
        assertThat(pages).containsExactly("", "", "");
        assertThat(chats(page)).containsExactly("0");
    }

    @Test
    void aFullPageGoesOnBehindItsLastRow() {
        Deliveries first = find("code", "VENTA", "limit", "2");
        assertThat(chats(first)).containsExactly("9", "8");
        assertThat(chats(find(
                        "code", "VENTA", "limit", "2", "before", first.next().toString())))
                .containsExactly("7", "6");
    }

    @Test
    void withoutAFilterTheLimitIsAllThatCounts() {
        assertThat(chats(find("limit", "9"))).hasSize(9);
        assertThat(find("limit", "10").next()).isNull();
    }

    @Test
    void whatAnIndexFindsIsThereAtOnceHoweverOld() {
        Outbox outbox = new Outbox(database, clock, "one");
        Delivery oldest = outbox.claim("crm", 1, Duration.ofMinutes(1)).get(0);
        outbox.mark(List.of(new Outcome(oldest, Outcome.State.DEAD, clock.millis(), "REJECTED", 400, "no")));

        for (List<String> filter : List.of(
                List.of("state", "dead"),
                List.of("state", "dead", "code", "FRAUDE"),
                List.of("state", "dead", "destination", "crm"),
                List.of("state", "dead", "failure", "REJECTED", "status", "400"),
                List.of("failure", "REJECTED"),
                List.of("failure", "REJECTED", "code", "FRAUDE"),
                List.of("chat", "0"),
                List.of("id", oldest.id()))) {
            Deliveries page = find(filter.toArray(String[]::new));
            assertThat(chats(page)).as("%s", filter).containsExactly("0");
            assertThat(page.next()).as("%s", filter).isNull();
        }
        assertThat(chats(find("state", "open"))).hasSize(10);
        assertThat(chats(find("state", "pending", "limit", "2"))).containsExactly("9", "8");
        assertThat(chats(find("state", "pending", "limit", "2", "before", String.valueOf(row("8")))))
                .containsExactly("7", "6");
        assertThat(find("state", "dead").reasons()).containsExactly(new Deliveries.Reason("crm", "REJECTED", 400, 1));
        for (List<String> nothing : List.of(
                List.of("chat", "no"),
                List.of("id", "msg_no"),
                List.of("id", "msg_" + "0".repeat(32)),
                List.of("id", "batch_" + "0".repeat(32)),
                List.of("failure", "BUSY"),
                List.of("state", "dead", "status", "500"),
                List.of("state", "dead", "destination", "no"))) {
            Deliveries page = find(nothing.toArray(String[]::new));
            assertThat(page.rows()).as("%s", nothing).isEmpty();
            assertThat(page.next()).as("%s", nothing).isNull();
        }
    }

    private long row(String chat) {
        return find("chat", chat).rows().get(0).row();
    }

    @Test
    void whatWentInOneRequestIsFoundByItAndSentAgainByIt() {
        Outbox outbox = new Outbox(database, clock, "one");
        List<Delivery> request = outbox.claimRequests(
                "crm", new Gathering(3, Duration.ZERO), false, 1, Duration.ofMinutes(1), List.of());
        assertThat(request).hasSize(3);
        outbox.mark(
                request.stream().map(delivery -> Outcome.done(delivery, 204)).toList());
        String batch = request.get(0).batch();

        assertThat(chats(find("id", batch))).containsExactly("2", "1", "0");
        assertThat(chats(find("id", batch, "code", "FRAUDE"))).containsExactly("0");
        assertThat(Replays.replay(database, clock, true, "id", batch)).isEqualTo(3);
        assertThat(chats(find("state", "done"))).isEmpty();
    }
}
