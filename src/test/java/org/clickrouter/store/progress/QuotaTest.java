package org.clickrouter.store.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.jdbc.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class QuotaTest extends StoreTest {

    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private Quota quota;

    @BeforeEach
    void make() {
        quota = new Quota(database, clock);
    }

    @Test
    void theLastCallOfTheLimitIsAllowedAndTheNextIsNot() {
        assertThat(IntStream.range(0, 5)
                        .filter(i -> quota.take(OPERATION, BOGOTA, 3))
                        .count())
                .isEqualTo(3);

        assertThat(quota.used(OPERATION, BOGOTA)).isEqualTo(3);
        assertThat(quota.take("lima", BOGOTA, 3))
                .as("each operation has its own")
                .isTrue();
        assertThat(quota.take(OPERATION, BOGOTA, 4))
                .as("a raised limit counts at once")
                .isTrue();
        assertThat(quota.take("none", BOGOTA, 0)).isFalse();
    }

    @Test
    void aDayIsOneOfTheOperationsZone() {
        clock.set("2026-03-11T04:59:59.999Z");
        assertThat(quota.take(OPERATION, BOGOTA, 1)).isTrue();
        assertThat(quota.take(OPERATION, BOGOTA, 1)).isFalse();
        assertThat(quota.resetsAt(BOGOTA))
                .isEqualTo(Instant.parse("2026-03-11T05:00:00Z").toEpochMilli());

        clock.set("2026-03-11T05:00:00Z");
        assertThat(quota.used(OPERATION, BOGOTA)).isZero();
        assertThat(quota.take(OPERATION, BOGOTA, 1)).isTrue();
    }

    @Test
    void theDayOfAClockChangeIsAnHourShorter() {
        clock.set("2026-03-28T23:30:00Z");

        assertThat(quota.resetsAt(MADRID))
                .isEqualTo(Instant.parse("2026-03-29T22:00:00Z").toEpochMilli());
    }

    @Test
    void itIsKeptOverARestart() {
        quota.take(OPERATION, BOGOTA, 2);
        close();
        database = Database.open(url, kind.user(), "", 10);

        assertThat(new Quota(database, clock).used(OPERATION, BOGOTA)).isEqualTo(1);
    }

    @Test
    void manyThreadsTakeExactlyTheLimit() throws Exception {
        var taken = together(
                8,
                i -> IntStream.range(0, 20)
                        .filter(j -> quota.take(OPERATION, BOGOTA, 50))
                        .count());

        assertThat(taken.stream().mapToLong(Long::longValue).sum()).isEqualTo(50);
        assertThat(quota.used(OPERATION, BOGOTA)).isEqualTo(50);
    }
}
