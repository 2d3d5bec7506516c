package org.clickrouter.store.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.clickrouter.store.counts.Counts.Count;
import org.clickrouter.store.counts.Counts.Group;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.SmallHeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of many clicks, each of its own chat and ad, is counted in a small heap: in the process that has the store. */
class CrowdedDayTest {

    private static final int CLICKS = 100_000;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    @TempDir
    private Path folder;

    @Test
    void theStoreInH2StaysOpen() throws Exception {
        assertThat(SmallHeap.output(getClass(), "jdbc:h2:file:" + folder.resolve("store")))
                .isEqualTo(told());
    }

    @Test
    void fromPostgresqlAPartOfTheClicksComesAtATime() throws Exception {
        assertThat(SmallHeap.output(getClass(), Postgres.freshUrl())).isEqualTo(told());
    }

    private static List<String> told() {
        // All but the first 15,000 ads are counted together.
        return List.of("1 day counted", "100000 of 15001 ads", "100000 of 15001 ads");
    }

    /** Argument: the URL of the store. */
    public static void main(String[] args) {
        try (Database store = Database.open(args[0], Postgres.USER, "", 4)) {
            fill(store);
            System.out.println(new DayCounter(store).count(1) + " day counted");
            System.out.println(ads(store));
            new ClickDays(store).changed("default", List.of(id(0)));
            System.out.println(ads(store));
        }
    }

    private static String ads(Database store) {
        List<Count> ads = new Counts(store).of(Dimension.AD, Group.NAME, "", DAY, DAY);
        return ads.stream().mapToLong(Count::chats).sum() + " of " + ads.size() + " ads";
    }

    private static void fill(Database store) {
        for (int from = 0; from < CLICKS; from += 1_000) {
            List<Object[]> clicks = new ArrayList<>();
            for (int i = from; i < from + 1_000; i++) {
                clicks.add(new Object[] {id(i), "a chat of some length " + i, "an ad of some length " + i});
            }
            store.batch(
                    "INSERT INTO click (id, operation, chat_id, source_id, click_date, cod_act, revision, seen_at,"
                            + " content_hash, read_no, first_seen)"
                            + " VALUES (?, 'default', ?, ?, '2026-11-27 10:00:00', 'VENTA', 1, 5, 1, 1, 4)",
                    clicks);
        }
        new ClickDays(store).changed("default", List.of(id(0)));
    }

    private static UUID id(int number) {
        return new UUID(DAY.toEpochDay() * 86_400_000L + number << 16, number);
    }
}
