package org.clickrouter.docs;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.clickrouter.destination.sql.SinkDialect;
import org.clickrouter.destination.sql.SinkTable;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.StoreKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The SQL that the documents show for 3 a.m. fits the store as it is. */
class DocumentedSqlTest {

    @TempDir
    private Path folder;

    private static Stream<String> statements() {
        return Snippet.all("sql").flatMap(snippet -> Stream.of(snippet.text().split(";\\s*\\n")));
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void eachStatementRunsOnEachStore(StoreKind kind) {
        try (Database store = Database.open(kind.freshUrl(folder), kind.user(), "", 2)) {
            SinkDialect dialect = store.isPostgres() ? SinkDialect.POSTGRESQL : SinkDialect.H2;
            store.update(new SinkTable(dialect, SinkTable.DEFAULT_NAME).ddl());
            statements()
                    .forEach(statement -> assertThatCode(() -> store.query(statement, row -> row.getString(1)))
                            .as(statement)
                            .doesNotThrowAnyException());
        }
    }
}
