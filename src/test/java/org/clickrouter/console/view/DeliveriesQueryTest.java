package org.clickrouter.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.outbox.Delivery;
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
                List.of("chat", "0"),
                List.of("id", oldest.id()))) {
            Deliveries page = find(filter.toArray(String[]::new));
            assertThat(chats(page)).as("%s", filter).containsExactly("0");
            assertThat(page.next()).as("%s", filter).isNull();
        }
        assertThat(chats(find("state", "open"))).hasSize(10);
        assertThat(find("state", "dead").reasons()).containsExactly(new Deliveries.Reason("crm", "REJECTED", 400, 1));
        for (List<String> nothing : List.of(
                List.of("chat", "no"), List.of("id", "msg_no"), List.of("state", "dead", "destination", "no"))) {
            Deliveries page = find(nothing.toArray(String[]::new));
            assertThat(page.rows()).as("%s", nothing).isEmpty();
            assertThat(page.next()).as("%s", nothing).isNull();
        }
    }
}
