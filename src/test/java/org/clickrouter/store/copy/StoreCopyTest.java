package org.clickrouter.store.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole store into a file and back, and from H2 into PostgreSQL. */
class StoreCopyTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path folder;

    private Database h2(String name) {
        return Database.open("jdbc:h2:file:" + folder.resolve(name).toAbsolutePath(), "", "", 4);
    }

    private static Database postgres() {
        return Database.open(Postgres.freshUrlWithoutUser(), Postgres.USER, "", 4);
    }

    private static void fill(Database store) {
        store.update("INSERT INTO operation_state (operation, progress_second, lease_holder, lease_until) VALUES"
                + " ('default', 1795463938, 'gone', 9999999999999)");
        store.update("INSERT INTO click (id, operation, chat_id, source_id, click_date, cod_act, revision, seen_at,"
                + " content_hash, read_no, first_seen) VALUES ('01a2b3c4-0000-7000-8000-000000000001', 'default', 'c1',"
                + " 'ad ''1''', '2026-11-23 10:00:00', 'Información 🎉', 1, 5, -7, 1, 4)");
        store.update(
                "INSERT INTO revision (click_id, revision, cod_act, record, seen_at, destinations, routed_to) VALUES"
                        + " ('01a2b3c4-0000-7000-8000-000000000001', 1, 'VENTA', '{\"a\": \"x\\ny\"}', 5, 1, 'webhook')");
        List<Object[]> deliveries = new ArrayList<>();
        for (int i = 1; i <= 1_201; i++) {
            deliveries.add(new Object[] {(long) i, "msg_" + i, i == 1 ? "done" : "pending"});
        }
        store.batch(
                "INSERT INTO delivery (row_id, id, destination, click_id, revision, operation, state, due, created) VALUES"
                        + " (?, ?, 'webhook', '01a2b3c4-0000-7000-8000-000000000001', 1, 'default', ?, 1, 1)",
                deliveries);
        store.update(
                "CREATE TABLE click_sink (chat_id VARCHAR NOT NULL, note TEXT, delivered_at TIMESTAMP WITH TIME ZONE, revision"
                        + " INTEGER, PRIMARY KEY (chat_id))");
        store.update("INSERT INTO click_sink VALUES ('c1', 'n', '2026-11-23 10:00:00+00:00', 1)");
    }

    private static List<List<Object>> rows(Database store, String sql, int columns) {
        return store.query(sql, row -> {
            Object[] values = new Object[columns];
            for (int i = 0; i < columns; i++) {
                values[i] = row.getObject(i + 1);
            }
            return Arrays.asList(values);
        });
    }

    private static long number(Database store, String sql) {
        Long number = store.one(sql, row -> row.getLong(1));
        return number;
    }

    private static void same(Database one, Database other) {
        for (String sql : List.of(
                "SELECT id, chat_id, source_id, cod_act, content_hash, first_seen, variants FROM click",
                "SELECT click_id, revision, record, routed_to, seen_at, cod_act, destinations FROM revision",
                "SELECT row_id, id, destination, click_id, state, due, status FROM delivery ORDER BY row_id")) {
            assertThat(rows(other, sql, 7)).isEqualTo(rows(one, sql, 7));
        }
        assertThat(number(other, "SELECT COUNT(*) FROM click_sink WHERE revision = 1"))
                .isOne();
    }

    private Map<String, Long> backup(Database store, Path file) throws IOException {
        return Backup.write(store, file, CLOCK);
    }

    @Test
    void aBackupOfEitherStoreFitsIntoBoth() throws Exception {
        Path file = folder.resolve("backup.zip");
        try (Database one = h2("one");
                Database two = postgres();
                Database three = h2("three")) {
            fill(one);
            Map<String, Long> written = backup(one, file);
            assertThat(written).containsEntry("delivery", 1_201L).containsEntry("click_sink", 1L);
            assertThat(Backup.restore(file, two)).isEqualTo(written);
            same(one, two);
            Path again = folder.resolve("again.zip");
            backup(two, again);
            assertThat(Backup.restore(again, three)).isEqualTo(written);
            same(one, three);
        }
    }

    @Test
    void whatIsRestoredCanBeClaimedAndNewRowsGetNewNumbers() throws Exception {
        Path file = folder.resolve("backup.zip");
        try (Database one = h2("one");
                Database two = h2("two")) {
            fill(one);
            backup(one, file);
            Backup.restore(file, two);

            assertThat(new Outbox(two, CLOCK, "me").claim("webhook", 5_000, Duration.ofMinutes(1)))
                    .hasSize(1_200);
            assertThat(number(two, "SELECT NEXT VALUE FOR row_block")).isGreaterThan(1_201);
            assertThat(number(two, "SELECT lease_until FROM operation_state")).isZero();
        }
    }

    @Test
    void aBackupThatIsCutOrForeignRestoresNothing() throws Exception {
        Path file = folder.resolve("backup.zip");
        try (Database one = h2("one");
                Database two = h2("two")) {
            fill(one);
            backup(one, file);
            byte[] whole = Files.readAllBytes(file);
            Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length * 2 / 3));

            assertThatThrownBy(() -> Backup.restore(cut, two)).isInstanceOfAny(StoreException.class, IOException.class);
            assertThatThrownBy(() -> Backup.restore(Files.writeString(folder.resolve("other"), "hello"), two))
                    .hasMessageContaining("no whole backup");
            assertThat(two.query("SELECT 1 FROM delivery", row -> 1)).isEmpty();
        }
    }

    @Test
    void aBackupThatCannotBeEndedLeavesNothingBehind() {
        Database away = h2("away");
        away.close();
        Path file = folder.resolve("copy.zip");

        assertThatThrownBy(() -> Backup.write(away, file, CLOCK)).isInstanceOf(StoreException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**copy.zip*");
    }

    @Test
    void aStoreWithRowsIsNeverFilled() throws Exception {
        Path file = folder.resolve("backup.zip");
        try (Database one = h2("one")) {
            fill(one);
            backup(one, file);

            assertThatThrownBy(() -> Backup.restore(file, one))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("The store is not empty");
        }
    }

    @Test
    void whatIsMovedIsThereOnceAndTheOldStoreIsShut() {
        try (Database to = postgres()) {
            try (Database from = h2("old")) {
                fill(from);
                new Move(from, to).run("jdbc:postgresql://db/clicks");
                same(from, to);
            }
            assertThatThrownBy(() -> h2("old"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("this store was moved to jdbc:postgresql://db/clicks");
        }
    }

    @Test
    void aMoveThatWasKilledBeforeTheOldStoreWasShutIsEndedByASecondTry() {
        try (Database to = postgres();
                Database from = h2("old")) {
            fill(from);
            Map<String, Long> first = new Move(from, to).run("there");
            from.update("DROP TABLE moved_to");

            assertThat(new Move(from, to).run("there")).isEqualTo(first);
            same(from, to);
        }
    }

    @Test
    void aStoreThatHoldsSomethingElseIsNotMovedInto() {
        try (Database to = postgres();
                Database from = h2("old")) {
            fill(from);
            to.update("INSERT INTO operation_state (operation) VALUES ('other')");
            to.update("INSERT INTO operation_state (operation) VALUES ('another')");

            assertThatThrownBy(() -> new Move(from, to).run("there"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("holds something else");
            assertThat(from.query("SELECT 1 FROM delivery LIMIT 1", row -> 1)).hasSize(1);
        }
    }
}
