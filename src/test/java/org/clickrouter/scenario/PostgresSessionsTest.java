package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the product asks of its PostgreSQL sessions, so that neither an instance that stands still nor a server that is
 * gone holds up the rest.
 */
class PostgresSessionsTest {

    @TempDir
    private Path home;

    /** Asks a connection of the store and one of the SQL sink. */
    private List<String> both(String options, Question question) throws SQLException {
        String url = Postgres.freshUrl();
        String more = options.isEmpty() ? "" : (url.contains("?") ? "&" : "?") + options;
        Settings settings = Settings.of(
                home,
                Map.of(
                        "store.url",
                        url + more,
                        "store.user",
                        Postgres.USER,
                        "sql.url",
                        url + more,
                        "sql.user",
                        Postgres.USER,
                        "sql.timeout",
                        "20s"),
                "test");
        try (StoreHandles stores = new StoreHandles(settings, Clock.systemUTC(), "test")) {
            stores.database.ready();
            return List.of(ask(stores.database.dataSource(), question), ask(stores.sink, question));
        }
    }

    private static String ask(DataSource source, Question question) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return question.of(connection);
        }
    }

    private interface Question {
        String of(Connection connection) throws SQLException;
    }

    private static String idleInTransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String socketTimeout(Connection connection) throws SQLException {
        return connection.getNetworkTimeout() + " ms";
    }

    /** That the others are let on by it is shown by the frozen process of FrozenInstanceIT. */
    @Test
    void aTransactionThatStandsStillIsRolledBackAfterTenSecondsOrAsTheEngineerSays() throws SQLException {
        assertThat(both("", PostgresSessionsTest::idleInTransaction)).containsExactly("10s", "10s");
        assertThat(both(
                        "options=-c%20idle_in_transaction_session_timeout=90s",
                        PostgresSessionsTest::idleInTransaction))
                .containsExactly("90s", "90s");
    }

    @Test
    void aServerThatNoLongerAnswersIsGivenUp() throws SQLException {
        assertThat(both("", PostgresSessionsTest::socketTimeout)).containsExactly("300000 ms", "21000 ms");
        assertThat(both("socketTimeout=7", PostgresSessionsTest::socketTimeout)).containsExactly("7000 ms", "7000 ms");
    }
}
