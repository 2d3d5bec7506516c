package org.clickrouter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.clickrouter.settings.Given;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pooler that gives each transaction another session of PostgreSQL. */
class PoolerFailureTest {

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({"42P05, already exists", "26000, does not exist"})
    void aPreparedStatementOfAnotherSessionIsTheDatabasesTroubleAndTheRemedyIsTold(String state, String what) {
        SQLException refused = new SQLException("ERROR: prepared statement \"S_1\" " + what, state);

        DeliveryException told = DeliveryException.of(
                new BatchUpdateException("Batch entry 0 was aborted", state, 0, new int[0], refused));

        assertThat(told.kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(told.getMessage()).contains(state, "prepareThreshold=0");
    }

    @ParameterizedTest
    @CsvSource({
        "sql.url, jdbc:postgresql://db:6432/crm, 1",
        "sql.url, jdbc:postgresql://aws-0.pooler.supabase.com:6543/postgres?sslmode=require, 1",
        "sql.url, jdbc:postgresql://ep-cool-1-pooler.eu.neon.tech/db, 1",
        "store.url, jdbc:postgresql://db:6432/clicks, 1",
        "sql.url, jdbc:postgresql://db:6432/crm?prepareThreshold=0, 0",
        "sql.url, jdbc:postgresql://db:5432/crm, 0"
    })
    void checkWarnsOfAnAddressThatLooksLikeOne(String key, String url, int warnings) {
        assertThat(new Given(home)
                        .file(Given.ACCESS + key + "=" + url + "\nsql.codes=*\n")
                        .problems())
                .filteredOn(problem -> problem.contains("prepareThreshold=0 behind"))
                .hasSize(warnings);
    }
}
