package org.clickrouter.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.testing.FullDisk;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.StoreKind;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database opened: its schema, its second reader, and what survives a killed process. */
class DatabaseTest {

    @TempDir
    Path folder;

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void theSchemaIsMadeOnceAndOpeningAgainKeepsTheData(StoreKind kind) {
        String url = kind.freshUrl(folder);
        try (Database database = Database.open(url, kind.user(), "", 3)) {
            assertThat(database.isPostgres()).isEqualTo(kind == StoreKind.POSTGRESQL);
            database.update("INSERT INTO operation_state (operation) VALUES ('bogota')");
        }
        try (Database database = Database.open(url, kind.user(), "", 3)) {
            assertThat(database.query("SELECT operation FROM operation_state", r -> r.getString(1)))
                    .containsExactly("bogota");
            assertThat(database.query(
                            "SELECT \"version\" FROM \"schema_history\" WHERE \"success\" = TRUE AND \"version\" <> '0'",
                            r -> r.getString(1)))
                    .as("each migration once")
                    .startsWith("1")
                    .doesNotHaveDuplicates();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void whatFlywayHasMadeToItsEndNeedsNoFlyway(StoreKind kind) throws Exception {
        String url = kind.freshUrl(folder);
        try (Database database = Database.open(url, kind.user(), "", 3);
                var connection = database.dataSource().getConnection()) {
            assertThat(SchemaHistory.isWhole(connection)).isTrue();
            database.update("UPDATE \"schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '1'");
            assertThat(SchemaHistory.isWhole(connection)).isFalse();
        }
    }

    @Test
    void everyScriptIsNamed() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources", Schema.FOLDER))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(SchemaHistory.SCRIPTS);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void aSchemaThatIsNotAsItsScriptsMakeItIsRefused(StoreKind kind) {
        for (String change : List.of("\"checksum\" = 1", "\"success\" = FALSE")) {
            String url = kind.freshUrl(folder.resolve(change.substring(1, 4)));
            try (Database database = Database.open(url, kind.user(), "", 3)) {
                database.update("UPDATE \"schema_history\" SET " + change + " WHERE \"version\" = '1'");
            }

            assertThatThrownBy(() -> Database.open(url, kind.user(), "", 3))
                    .as(change)
                    .isInstanceOf(StoreException.class);
        }
    }

    /** What its columns mean is not known here, and a downgrade is the time when nobody looks twice. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void aStoreOfANewerVersionIsRefusedInWordsAndLeftAsItIs(StoreKind kind) {
        String url = kind.freshUrl(folder);
        try (Database database = Database.open(url, kind.user(), "", 3)) {
            database.update(
                    "INSERT INTO \"schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                            + " \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                            + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, TRUE)");
        }

        assertThatThrownBy(() -> Database.open(url, kind.user(), "", 3))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("store.url: the store has tables of version 99, made by a newer Click Router")
                .hasCauseInstanceOf(NewerSchemaException.class);
    }

    /** H2 commits each statement of a script, so a process that is killed at its first start leaves the half of one. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aSchemaThatWasCutOffAtAnyStatementIsMadeToItsEnd() throws Exception {
        String[] statements = statements();
        assertThat(statements.length).isGreaterThan(10);
        for (int cut = 1; cut <= statements.length; cut++) {
            String url = StoreKind.H2.freshUrl(folder.resolve("cut" + cut));
            Flyway.configure()
                    .dataSource(url, "sa", "")
                    .configuration(Schema.settings("", ""))
                    .load()
                    .baseline();
            try (var connection = java.sql.DriverManager.getConnection(url, "sa", "");
                    var statement = connection.createStatement()) {
                for (int i = 0; i < cut; i++) {
                    statement.execute(statements[i]);
                }
            }

            try (Database database = Database.open(url, "", "", 2)) {
                assertThat(database.query("SELECT COUNT(*) FROM pause", r -> r.getInt(1)))
                        .as("cut after %d", cut)
                        .containsExactly(0);
                assertThat(database.query(
                                "SELECT \"version\" FROM \"schema_history\" WHERE \"success\" = TRUE AND \"version\" <> '0'",
                                r -> r.getString(1)))
                        .containsExactly("1");
            }
        }
    }

    private static String[] statements() throws IOException {
        try (var file = Schema.class.getClassLoader().getResourceAsStream(Schema.FOLDER + "/V1__store.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)--.*$", "")
                    .replaceAll("\\$\\{\\w+}", "")
                    .strip()
                    .split(";\\s*");
        }
    }

    /** The first emoji of an agent's name would fail its window for ever. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aDatabaseThatCannotHoldEveryTextIsRefused() {
        for (String encoding : List.of("LATIN1", "SQL_ASCII")) {
            String url =
                    Postgres.freshUrl("ENCODING '" + encoding + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");

            assertThatThrownBy(() -> Database.open(url, Postgres.USER, "", 3))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("server_encoding " + encoding)
                    .hasMessageContaining("UTF8")
                    .hasMessageNotContaining("\n");
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aTableOfAnotherIsNotTakenForOurs() throws Exception {
        String url = StoreKind.H2.freshUrl(folder);
        try (var connection = java.sql.DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE batch (person VARCHAR(20))");
        }
        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(() -> Database.open(url, "", "", 2)).isInstanceOf(StoreException.class);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void itsTablesStandBesideThoseOfOthers(StoreKind kind) throws Exception {
        String url = kind.freshUrl(folder);
        try (var connection = java.sql.DriverManager.getConnection(url, kind == StoreKind.H2 ? "sa" : kind.user(), "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id INTEGER)");
        }
        try (Database database = Database.open(url, kind.user(), "", 3)) {
            assertThat(database.query("SELECT COUNT(*) FROM click", r -> r.getInt(1)))
                    .containsExactly(0);
            assertThat(database.query("SELECT COUNT(*) FROM customers", r -> r.getInt(1)))
                    .containsExactly(0);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void twoThatOpenAnEmptyStoreAtOnceBothGetIt(StoreKind kind) throws Exception {
        for (int round = 0; round < 3; round++) {
            String url = kind.freshUrl(folder.resolve("round" + round));

            List<Integer> counts = StoreTest.together(3, i -> {
                try (Database database = Database.open(url, kind.user(), "", 2)) {
                    return database.query("SELECT COUNT(*) FROM click", r -> r.getInt(1))
                            .get(0);
                }
            });

            assertThat(counts).containsExactly(0, 0, 0);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void postgresqlHasAClockOfItsOwn(StoreKind kind) {
        try (Database database = Database.open(kind.freshUrl(folder), kind.user(), "", 2)) {
            Optional<Instant> time = database.time();
            assertThat(time.isPresent()).isEqualTo(kind == StoreKind.POSTGRESQL);
            time.ifPresent(now -> assertThat(now).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void whoNeedsAStoreThatIsBeingOpenedWaitsForIt(StoreKind kind) {
        try (Database database = Database.opening(kind.freshUrl(folder), kind.user(), "", 3)) {
            assertThat(database.query("SELECT COUNT(*) FROM click", r -> r.getInt(1)))
                    .containsExactly(0);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aStoreThatCannotBeOpenedBehindTheCallerSaysSoToWhoeverNeedsIt() {
        String missing = Postgres.freshUrl().replaceFirst("/test_\\d+", "/nowhere");
        try (Database database = Database.opening(missing, Postgres.USER, "", 3)) {
            assertThatThrownBy(database::ready)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("store.url")
                    .hasMessageContaining("nowhere");
            assertThatThrownBy(() -> database.query("SELECT 1", r -> 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nowhere");
        }
    }

    /** H2 closes the file at once, and its connections still call themselves valid. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aDiskThatWasFullEndsNothing() {
        FullDisk.full(false);
        try (Database database =
                Database.open("jdbc:h2:fulldisk:" + folder.resolve("store").toAbsolutePath(), "", "", 4)) {
            database.update("CREATE TABLE t (n INTEGER PRIMARY KEY)");
            database.update("INSERT INTO t VALUES (1)");
            FullDisk.full(true);
            assertThatThrownBy(() -> database.update("INSERT INTO t VALUES (2)"))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> database.update("INSERT INTO t VALUES (3)"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("No space left");

            FullDisk.full(false);
            await().ignoreExceptionsInstanceOf(StoreException.class)
                    .until(() -> database.update("INSERT INTO t VALUES (4)") == 1);

            assertThat(database.query("SELECT n FROM t ORDER BY n", r -> r.getInt(1)))
                    .containsExactly(1, 4);
        } finally {
            FullDisk.full(false);
        }
    }

    /** After a failover the old server may come back as one that only reads; its connections are well, and useless. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void connectionsToAServerThatTakesNoWritesAreGivenUp() {
        String url = Postgres.freshUrl();
        String name = url.replaceFirst(".*/([^?]+).*", "$1");
        try (Database server = Database.open(Postgres.freshUrl(), Postgres.USER, "", 1);
                Database database = Database.open(url, Postgres.USER, "", 4)) {
            server.update("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
            server.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?", r -> 1, name);
            await().untilAsserted(() -> assertThatThrownBy(
                            () -> database.update("INSERT INTO operation_state (operation) VALUES ('a')"))
                    .hasMessageContaining("read-only"));
            server.update("ALTER DATABASE " + name + " RESET default_transaction_read_only");

            await().ignoreExceptionsInstanceOf(StoreException.class)
                    .until(() -> database.update("INSERT INTO operation_state (operation) VALUES ('b')") == 1);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whatCannotBeOpenedSaysWhy() {
        assertThatThrownBy(() -> Database.open("jdbc:mysql://db/x", "", "", 3))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:h2:");
        String missing = Postgres.freshUrl().replaceFirst("/test_\\d+", "/nowhere");
        assertThatThrownBy(() -> Database.open(missing, Postgres.USER, "", 3))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void anotherProcessLooksIntoTheH2FileWhileItIsInUse() throws Exception {
        String url = StoreKind.H2.freshUrl(folder);
        try (Database database = Database.open(url, "", "", 3)) {
            database.update("INSERT INTO quota (operation, quota_day, used) VALUES ('bogota', '2026-03-10', 1)");

            assertThat(child("add", url)).isEqualTo("used 1");

            assertThat(database.query("SELECT used FROM quota", r -> r.getInt(1)))
                    .containsExactly(2);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whatWasCommittedSurvivesAProcessThatIsKilledAtOnce() throws Exception {
        String url = StoreKind.H2.freshUrl(folder);
        try (Database database = Database.open(url, "", "", 3)) {
            database.update("INSERT INTO quota (operation, quota_day, used) VALUES ('bogota', '2026-03-10', 1)");
        }

        assertThat(child("halt", url)).isEqualTo("used 1");

        try (Database database = Database.open(url, "", "", 3)) {
            assertThat(database.query("SELECT used FROM quota", r -> r.getInt(1)))
                    .containsExactly(2);
        }
    }

    private static String child(String what, String url) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        what,
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return out.lines().filter(l -> l.startsWith("used ")).findFirst().orElse(out);
        } finally {
            child.destroyForcibly();
        }
    }

    /** A second process: reads and adds one; dies at once, or closes as it should. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            Database database = Database.open(args[1], "", "", 3);
            System.out.println("used "
                    + database.query("SELECT used FROM quota", r -> r.getInt(1)).get(0));
            System.out.flush();
            database.update("UPDATE quota SET used = used + 1");
            if (args[0].equals("halt")) {
                Runtime.getRuntime().halt(0);
            }
            database.close();
        }
    }
}
