package org.clickrouter.store.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.StoreTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the operation's zone fits is told by how long after they were made clicks are found. */
@ParameterizedClass
@EnumSource
class ArrivalsTest extends StoreTest {

    private Arrivals arrivals;

    @BeforeEach
    void aFirstReadTellsNothing() {
        arrivals = new Arrivals(database, clock);
        read(clicks("first", 1, "2026-03-10 15:00:00"));
        clock.advance(Duration.ofMinutes(30));
    }

    private static List<Click> clicks(String chat, int count, String date) {
        return IntStream.range(0, count)
                .mapToObj(i -> Click.of(OPERATION, """
                        {"chat_id":"%s%d","source_id":"1","date":"%s","cod_act":""}""".formatted(chat, i, date)))
                .toList();
    }

    @Test
    void clicksDatedAheadOfNowTellByHowMuch() {
        read(clicks("ahead", 1, "2026-03-10 20:30:00"));
        assertThat(arrivals.difference(OPERATION)).contains(Duration.ofHours(5));
    }

    @Test
    void manyOfWhichNoneWasFoundSoonTellByHowMuch() {
        read(clicks("late", 19, "2026-03-10 10:30:00"));
        assertThat(arrivals.difference(OPERATION)).isEmpty();
        read(clicks("later", 1, "2026-03-10 10:30:00"));
        assertThat(arrivals.difference(OPERATION)).contains(Duration.ofHours(-5));
        read(clicks("soon", 1, "2026-03-10 15:29:00"));
        assertThat(arrivals.difference(OPERATION)).isEmpty();
    }

    @Test
    void oldClicksTellNothing() {
        read(clicks("old", 30, "2026-03-01 15:00:00"));
        assertThat(arrivals.difference(OPERATION)).isEqualTo(Optional.empty());
    }
}
