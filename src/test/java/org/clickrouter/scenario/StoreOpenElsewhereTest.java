package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.HeldStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second container on the volume of the first: H2 itself says no more than "Connection refused". */
class StoreOpenElsewhereTest {

    private static final String TOLD = "the store is open in another process, container or host";

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({"TRUE,dead", "FALSE,status"})
    void everyCommandThatNeedsItSaysSoInOneLine(String server, String command) throws Exception {
        String url = "jdbc:h2:file:" + home.resolve("store").toAbsolutePath();
        try (Rig rig = new Rig(home)) {
            rig.settings();
            Database.open(url, "", "", 2).close();
            try (HeldStore other = HeldStore.of(url + ";AUTO_SERVER=" + server)) {
                Output looked = Output.of(command, "--home", home.toString());
                assertThat(looked.exitCode()).isOne();
                assertThat(looked.text().strip()).contains(TOLD, "docker exec").hasLineCount(1);
                Output check = Output.of("check", "--home", home.toString());
                assertThat(check.exitCode()).as(check.text()).isZero();
                assertThat(check.text()).contains("warning: store.url: " + TOLD);
                Output run = Output.of("run", "--home", home.toString());
                assertThat(run.exitCode()).isOne();
                assertThat(run.text()).contains(TOLD);
            }
        }
    }
}
