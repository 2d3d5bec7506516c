package org.clickrouter.doctor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Sign;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} sees of a real PostgreSQL. */
class StoreChecksTest {

    @TempDir
    private Path home;

    private List<Finding> look(String url, String user, Clock clock, int connections) {
        Settings settings = Settings.of(home, Map.of("store.url", url, "store.user", user), "test");
        List<Finding> said = new ArrayList<>();
        try (StoreLook store = new StoreLook(settings)) {
            new StoreCheck(
                            settings,
                            store,
                            List.of(
                                    new RightsQuestion(),
                                    new ClockQuestion(clock),
                                    new EncodingQuestion(),
                                    new PoolerQuestion(),
                                    new ConnectionsQuestion(connections)))
                    .look(said::add);
        }
        return said;
    }

    private static String made() {
        String url = Postgres.freshUrlWithoutUser();
        Database.open(url, Postgres.USER, "", 2).close();
        return url;
    }

    private static Finding of(List<Finding> findings, Topic topic) {
        return findings.stream().filter(f -> f.topic() == topic).findFirst().orElseThrow();
    }

    @Test
    void aStoreThatIsWellIsToldSo() {
        List<Finding> said = look(made(), Postgres.USER, Clock.systemUTC(), 10);

        assertThat(said).extracting(Finding::sign).containsOnly(Sign.GOOD);
        assertThat(said)
                .extracting(Finding::topic)
                .containsExactly(
                        Topic.STORE_OPEN,
                        Topic.STORE_SCHEMA,
                        Topic.STORE_RIGHTS,
                        Topic.STORE_CLOCK,
                        Topic.STORE_ENCODING,
                        Topic.STORE_POOLER,
                        Topic.STORE_CONNECTIONS);
    }

    @Test
    void rightsThatAreMissingAreToldWithTheStatementThatGivesThem() {
        String url = made();
        try (Database database = Database.open(url, Postgres.USER, "", 2)) {
            database.update("CREATE USER reader_of_clicks LOGIN");
            database.update("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_of_clicks");
        }

        assertThat(of(look(url, "reader_of_clicks", Clock.systemUTC(), 10), Topic.STORE_RIGHTS))
                .satisfies(f -> assertThat(f.sign()).isEqualTo(Sign.BAD))
                .satisfies(f -> assertThat(f.text()).contains("may not read and write attempt, call_slot, click"))
                .satisfies(f -> assertThat(f.remedy()).startsWith("GRANT SELECT, INSERT"));
    }

    @Test
    void aClockThatDiffersAndTooManyConnectionsAreTold() {
        List<Finding> said = look(made(), Postgres.USER, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)), 100_000);

        assertThat(of(said, Topic.STORE_CLOCK).text()).contains("ahead of that of PostgreSQL");
        assertThat(of(said, Topic.STORE_CONNECTIONS).sign()).isEqualTo(Sign.BAD);
        assertThat(of(said, Topic.STORE_CONNECTIONS).remedy()).contains("store.pool");
    }

    @Test
    void tablesOfANewerVersionAreTold() {
        String url = made();
        try (Database database = Database.open(url, Postgres.USER, "", 2)) {
            StoreView.of(database).edit().madeByALaterVersion();
        }

        assertThat(of(look(url, Postgres.USER, Clock.systemUTC(), 10), Topic.STORE_SCHEMA))
                .satisfies(f -> assertThat(f.sign()).isEqualTo(Sign.BAD))
                .satisfies(f -> assertThat(f.text()).contains("made by a newer Click Router"));
    }

    @Test
    void aServerThatIsAwayIsToldWithItsAddress() {
        String url = "jdbc:postgresql://127.0.0.1:1/clicks";

        assertThat(look(url, "clicks", Clock.systemUTC(), 10))
                .singleElement()
                .satisfies(f -> assertThat(f.sign()).isEqualTo(Sign.BAD))
                .satisfies(f -> assertThat(f.text()).contains(url, "refused"))
                .satisfies(f -> assertThat(f.remedy()).contains("store.user"));
    }

    @Test
    void aDatabaseWithoutOurTablesIsNoStoreYet() {
        assertThat(look(Postgres.freshUrlWithoutUser(), Postgres.USER, Clock.systemUTC(), 10))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("there is no store yet"));
    }
}
