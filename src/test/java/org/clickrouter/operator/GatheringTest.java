package org.clickrouter.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.operator.KnownEvent;
import org.clickrouter.store.operator.Pace;
import org.junit.jupiter.api.Test;

/** What is told of a bad night, and when. */
class GatheringTest {

    private static final long MINUTE = 60_000;

    private final Gathering gathering = new Gathering(Duration.ofMinutes(1));
    private List<KnownEvent> known = List.of();
    private Pace pace = new Pace(0, 0);
    private long now = Duration.ofDays(20_000).toMillis();
    private final List<News> told = new ArrayList<>();

    private static Event paused(String name) {
        return new Event("paused", name, 1, "destination " + name + " is paused");
    }

    private static Event dead(long count) {
        return new Event("dead", "crm", count, count + " deliveries are dead");
    }

    private void minute(Event... present) {
        now += MINUTE;
        Gathering.Step step = gathering.step(known, List.of(present), pace, now);
        known = step.events();
        pace = step.pace();
        step.news().ifPresent(told::add);
    }

    private void minutes(int count, Event... present) {
        for (int i = 0; i < count; i++) {
            minute(present);
        }
    }

    private static List<String> subjects(List<KnownEvent> events) {
        return events.stream().map(KnownEvent::subject).toList();
    }

    @Test
    void theFirstMessageHasAllThatWentWrongWithinTheFirstMinute() {
        minute(paused("crm"));
        assertThat(told).isEmpty();
        minute(paused("crm"), paused("erp"));

        assertThat(told)
                .singleElement()
                .satisfies(news -> assertThat(subjects(news.fresh())).containsExactly("crm", "erp"));
        minutes(30, paused("crm"), paused("erp"));
        assertThat(told).hasSize(1);
    }

    @Test
    void thatItIsWellAgainIsToldOnceItIsSettled() {
        minutes(20, paused("crm"));
        minutes(10);
        assertThat(told).hasSize(1);
        minutes(1);

        assertThat(told).hasSize(2);
        assertThat(subjects(told.get(1).well())).containsExactly("crm");
        minutes(2000);
        assertThat(told).hasSize(2);
        assertThat(known).isEmpty();
    }

    @Test
    void whatIsGoneBeforeAnybodyWasToldIsNotTold() {
        minute(paused("crm"));
        minutes(30);

        assertThat(told).isEmpty();
    }

    @Test
    void whatComesAndGoesAllNightMakesFourMessages() {
        int begun = 0;
        for (int round = 0; round < 8 * 60 / 24; round++) {
            for (int i = 0; i < 150; i++) {
                begun++;
            }
            Event[] many = java.util.stream.IntStream.range(0, 150)
                    .mapToObj(i -> paused("d" + i))
                    .toArray(Event[]::new);
            minutes(12, many);
            minutes(12);
        }

        assertThat(begun).isEqualTo(3_000);
        assertThat(told).hasSizeBetween(2, 4);
    }

    @Test
    void afterACalmTimeTheNextTroubleIsToldAtOnceAgain() {
        minutes(20, paused("crm"));
        minutes(24 * 60);
        told.clear();

        minutes(2, paused("erp"));

        assertThat(told).hasSize(1);
    }

    @Test
    void whatLastsIsToldOnceADayAndSoonerWhenItIsTenTimesAsMuch() {
        minutes(24 * 60, dead(2));
        assertThat(told).hasSize(1);
        minutes(3, dead(19));
        assertThat(told).hasSize(2);
        assertThat(told.get(1).fresh()).as("a reminder").isEmpty();
        assertThat(told.get(1).still()).extracting(KnownEvent::amount).containsExactly(19L);

        minutes(20, dead(190));

        assertThat(told).hasSize(3);
        assertThat(told.get(2).fresh()).extracting(KnownEvent::amount).containsExactly(190L);
    }
}
