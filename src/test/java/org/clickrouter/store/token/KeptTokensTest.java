package org.clickrouter.store.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.testing.StoreKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nobody gives a second time is not lost with a store that is away for a while. */
class KeptTokensTest {

    @TempDir
    private Path folder;

    private Database open(StoreKind kind) {
        return Database.open(kind.freshUrl(folder), kind.user(), "", 3);
    }

    private static void away(Database store, boolean away) {
        store.update("ALTER TABLE " + (away ? "kept_token RENAME TO elsewhere" : "elsewhere RENAME TO kept_token"));
    }

    /** "two" in the place of "one", by somebody whose turn ends at 10, while the store takes nothing. */
    private static KeptTokens late(Database store) {
        KeptTokens kept = new KeptTokens(store);
        kept.take("crm", "me", 0, 10);
        kept.keep("crm", "me", Optional.empty(), "one");
        kept.take("crm", "me", 0, 10);
        away(store, true);
        assertThatThrownBy(() -> kept.keep("crm", "me", Optional.of("one"), "two"))
                .isInstanceOf(StoreException.class);
        return kept;
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void whatTheStoreDidNotTakeGoesThereBeforeAnythingElseIsFound(StoreKind kind) {
        try (Database store = open(kind)) {
            KeptTokens kept = late(store);
            assertThatThrownBy(() -> kept.find("crm")).isInstanceOf(StoreException.class);
            away(store, false);

            assertThat(kept.find("crm")).contains("two");
            assertThat(new KeptTokens(store).find("crm")).contains("two");
            assertThat(kept.take("crm", "other", 1, 2)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void theLastChanceIsTheEndOfTheProcess(StoreKind kind) {
        try (Database store = open(kind)) {
            KeptTokens kept = late(store);
            kept.close();
            away(store, false);
            kept.close();

            assertThat(new KeptTokens(store).find("crm")).contains("two");
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void whoseTurnCameMeanwhileHasTheNewestWhereHeGotOne(StoreKind kind) {
        try (Database store = open(kind)) {
            KeptTokens kept = late(store);
            away(store, false);
            KeptTokens other = new KeptTokens(store);
            assertThat(other.take("crm", "other", 10, 20)).isTrue();
            assertThat(kept.find("crm")).contains("two");
            assertThat(kept.take("crm", "me", 11, 20))
                    .as("the turn is the other's")
                    .isFalse();
            other.keep("crm", "other", Optional.of("one"), "three");

            assertThat(kept.find("crm")).contains("three");
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void whatIsNewerInTheStoreIsNotWrittenOver(StoreKind kind) {
        try (Database store = open(kind)) {
            KeptTokens kept = late(store);
            away(store, false);
            KeptTokens other = new KeptTokens(store);
            other.take("crm", "other", 10, 20);
            other.keep("crm", "other", Optional.of("one"), "three");

            assertThat(kept.find("crm")).contains("three");
            assertThat(kept.find("crm")).contains("three");
        }
    }
}
