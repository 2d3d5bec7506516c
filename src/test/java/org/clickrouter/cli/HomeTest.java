package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Files;
import java.nio.file.Path;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands with {@code --home}, typed in another folder: that of the build. */
class HomeTest {

    @TempDir
    private Path home;

    @Test
    void aCommandLooksAtTheStoreOfItsHome() {
        try (Rig rig = new Rig(home).set("store.url", "jdbc:h2:file:./data/click-router")) {
            Router router = rig.click("c", "VENTA").start();
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(1));
            assertThat(home.resolve("data/click-router.mv.db")).exists();

            assertThat(Output.of("status", "--home", home.toString()).text())
                    .contains("operation default", "clicks stored     1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "coverage", "dead", "trace c", "pause webhook", "resume webhook", "rehearse"})
    void aCommandThatOnlyLooksMakesNoStoreAndSaysSo(String command) {
        try (Rig rig = new Rig(home).set("store.url", "jdbc:h2:file:./data/click-router")) {
            rig.settings();

            Output output = Output.of((command + " --home " + home).split(" "));

            assertThat(output.exitCode()).as(output.text()).isEqualTo(1);
            assertThat(output.text())
                    .contains("there is no store")
                    .contains("jdbc:h2:file:" + home.resolve("data/click-router"));
            assertThat(home.resolve("data")).doesNotExist();
        }
    }

    @Test
    void anEmptyPostgreSqlDatabaseIsLeftEmpty() {
        try (Rig rig = new Rig(home).set("store.url", Postgres.freshUrl()).set("store.user", Postgres.USER)) {
            rig.settings();
            for (int i = 0; i < 2; i++) {
                assertThat(Output.of("status", "--home", home.toString()))
                        .satisfies(o -> assertThat(o.exitCode()).isEqualTo(1))
                        .satisfies(o -> assertThat(o.text()).contains("there is no store at store.url"));
            }
        }
    }

    @Test
    void aHomeThatIsNotThereIsNamed() {
        Path none = home.resolve("nowhere");
        assertThat(Output.of("status", "--home", none.toString()))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                .satisfies(o -> assertThat(o.text()).contains("--home", "there is no folder " + none));
        assertThat(Files.exists(none)).isFalse();
    }
}
