package org.clickrouter.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a place that is read-only; root may write everywhere, so the system's answer is played. */
class FolderRightsTest {

    @TempDir
    private Path home;

    @Test
    void aReadOnlyFolderIsNamedThatIsThereWhereTheFilesOwnIsNot() {
        assertThat(FolderRights.hindrance(home.resolve("data").resolve("store"), place -> false))
                .contains("this user may not write to the folder " + home);
        assertThat(FolderRights.hindrance(home.resolve("data").resolve("store")))
                .isEmpty();
    }

    @Test
    void aReadOnlyFileAndAFileInPlaceOfAFolderAreNamed() throws Exception {
        Path file = Files.writeString(home.resolve("store"), "");

        assertThat(FolderRights.hindrance(file, place -> !place.equals(file)))
                .contains("this user may not write to " + file);
        assertThat(FolderRights.hindrance(file.resolve("within"))).contains(file + " is no folder");
    }
}
