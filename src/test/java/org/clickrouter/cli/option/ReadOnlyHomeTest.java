package org.clickrouter.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.clickrouter.scenario.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A home that cannot be written to, as in a container: what writes there names the place and the remedy. Root may write
 * everywhere, so a file stands in the place of the folder that would be made.
 */
class ReadOnlyHomeTest {

    @TempDir
    private Path home;

    private org.clickrouter.testing.Home settings() {
        return new org.clickrouter.testing.Home(home)
                .with("wolkvox.base-url", "http://127.0.0.1:1")
                .with("wolkvox.token", "t0ken-of-the-test")
                .with("http.port", "0");
    }

    @ParameterizedTest
    @CsvSource({
        "certificate --public-key, name a file elsewhere: --key",
        "ads --seed, name a file elsewhere: ads.groups of the settings",
        "doctor --bundle HOME/data/x.zip, name a file elsewhere: --bundle"
    })
    void whatWritesThereNamesTheFolderAndTheOptionForAnother(String command, String words) throws Exception {
        settings().with("ads.groups", "data/codes.yaml").write();
        Files.writeString(home.resolve("data"), "");

        Output output = Output.of((command.replace("HOME", home.toString()) + " --home " + home).split(" "));

        assertThat(output.exitCode()).as(output.text()).isEqualTo(2);
        assertThat(output.text()).contains(home.resolve("data") + " is no folder", words);
    }

    @ParameterizedTest
    @CsvSource({"run", "backfill --last 1d", "rehearse"})
    void aStoreThatCannotBeMadeThereIsToldWithItsFolderAndTheSettingForAnother(String command) throws Exception {
        settings().write();
        Files.writeString(home.resolve("data"), "");

        Output output = Output.of((command + " --home " + home).split(" "));

        assertThat(output.exitCode()).as(output.text()).isOne();
        assertThat(output.text()).contains(home.resolve("data") + " is no folder", "store.url (STORE_URL)");
    }

    @Test
    void whatNeedsNoWritingWorksInAHomeThatIsReadOnly() throws Exception {
        settings().write();
        try {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
            for (String command : new String[] {"check", "components", "ddl"}) {
                Output output = Output.of(
                        command.equals("components")
                                ? new String[] {command}
                                : new String[] {command, "--home", home.toString()});
                assertThat(output.exitCode()).as(output.text()).isZero();
            }
            assertThat(home.resolve("data")).doesNotExist();
        } finally {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
