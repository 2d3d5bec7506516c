package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A row that is marked as done is in the sink's file: H2 would write it up to half a second later, and a killed process
 * would lose it.
 */
class SinkDurabilityTest {

    @TempDir
    private Path home;

    private String writeDelay(String options) throws SQLException {
        Settings settings = Settings.of(
                home,
                Map.of(
                        "store.url",
                        "jdbc:h2:file:" + home.resolve("store").toAbsolutePath(),
                        "sql.url",
                        "jdbc:h2:file:" + home.resolve("sink").toAbsolutePath() + options,
                        "sql.user",
                        "sa"),
                "test");
        try (StoreHandles stores = new StoreHandles(settings, Clock.systemUTC(), "test")) {
            stores.database.ready();
            try (Connection connection = stores.sink.getConnection();
                    ResultSet row = connection
                            .createStatement()
                            .executeQuery(
                                    "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    void aCommitIsWrittenAtOnceUnlessTheAddressSaysOtherwise() throws SQLException {
        assertThat(writeDelay("")).isEqualTo("0");
        assertThat(writeDelay(";WRITE_DELAY=7")).isEqualTo("7");
    }
}
