package org.clickrouter.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    Path home;

    private Given given;

    @BeforeEach
    void start() {
        given = new Given(home);
    }

    @Test
    void withoutAFileEveryDefaultCounts() {
        Settings settings = given.load();

        assertThat(settings.duration("poll.period")).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.durations("retry.schedule")).hasSize(9).startsWith(Duration.ofSeconds(5));
        assertThat(settings.integer("webhook.max-in-flight")).isEqualTo(8);
        assertThat(settings.number("wolkvox.quota-share")).isEqualTo(1.0);
        assertThat(settings.get("store.url")).isEqualTo("jdbc:h2:file:" + home.resolve("data/click-router"));
        assertThat(settings.isSet("webhook.url")).isFalse();
        assertThat(settings.list("webhook.codes")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:./s,jdbc:h2:HOME/s",
        "jdbc:h2:file:../s;CIPHER=AES,jdbc:h2:file:UP/s;CIPHER=AES",
        "jdbc:h2:file:/var/s,jdbc:h2:file:/var/s",
        "jdbc:h2:~/s,jdbc:h2:~/s",
        "jdbc:h2:tcp://db/./s,jdbc:h2:tcp://db/./s",
        "jdbc:postgresql://db/./s,jdbc:postgresql://db/./s"
    })
    void aRelativePathStartsFromTheHome(String given, String read) {
        String expected = read.replace("HOME", home.toString())
                .replace("UP", home.getParent().toString());
        Settings settings = this.given
                .file("store.url=" + given + "\nsql.url=" + given + "\nkafka.client-config=own/kafka.properties")
                .load();

        assertThat(settings.get("store.url")).isEqualTo(expected);
        assertThat(settings.get("sql.url")).isEqualTo(expected);
        assertThat(settings.effective()).containsEntry("store.url", expected);
        assertThat(settings.get("kafka.client-config"))
                .isEqualTo(home.resolve("own/kafka.properties").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'',1",
        "store.url=jdbc:postgresql://db/c,2",
        "sql.url=jdbc:postgresql://crm/c,2",
        "store.url=jdbc:postgresql://db/c|sql.url=jdbc:mysql://crm/c,1",
        "store.url=jdbc:postgresql://db/c|sql.max-in-flight=1,1",
        "sql.url=jdbc:postgresql://crm/c|sql.max-in-flight=,2",
        "sql.max-in-flight=5,5"
    })
    void howManyBatchesAreWrittenAtATimeDependsOnTheDatabase(String file, int batches) {
        assertThat(given.file(file.replace('|', '\n')).load().integer("sql.max-in-flight"))
                .isEqualTo(batches);
    }

    @Test
    void theProductsOwnBeatsDashDWhichBeatsTheEnvironmentWhichBeatsTheFile() {
        given.file("http.port=1\nhttp.host=file\nlog.level=WARN\npoll.chunk=4\n")
                .environment("HTTP_PORT", "2")
                .environment("HTTP_HOST", "environment")
                .environment("LOG_LEVEL", "error")
                .system("http.port", "3")
                .system("http.host", "system")
                .override("http.port", "4");
        Settings settings = given.load();

        assertThat(settings.get("http.port")).isEqualTo("4");
        assertThat(settings.get("http.host")).isEqualTo("system");
        assertThat(settings.get("log.level")).isEqualTo("ERROR");
        assertThat(settings.get("poll.chunk")).isEqualTo("4");
    }

    @Test
    void anEmptyEnvironmentVariableCountsAsNotSet() {
        assertThat(given.environment("HTTP_PORT", " ").load().integer("http.port"))
                .isEqualTo(8080);
    }

    @Test
    void theFileIsReadAsUtf8AndValuesAreTrimmed() {
        Settings settings = given.file("\uFEFFwebhook.codes =  CITA Ñandú , Sí\\\\, claro ,002,,\u0020\n")
                .load();

        assertThat(settings.list("webhook.codes")).containsExactly("CITA Ñandú", "Sí, claro", "002");
    }

    @Test
    void referencesToTheEnvironmentAreReplaced() {
        Settings settings = given.file(
                        "webhook.url=https://{{env:HOOK_HOST}}/${env:HOOK_PATH}\nemail.host={{env:NO_HOST:mail.example.com}}\n")
                .environment("HOOK_HOST", "crm.example.com")
                .environment("HOOK_PATH", "a$1")
                .load();

        assertThat(settings.get("webhook.url")).isEqualTo("https://crm.example.com/a$1");
        assertThat(settings.get("email.host")).isEqualTo("mail.example.com");
    }

    @Test
    void aReferenceToNothingIsAnError() {
        assertThat(given.file(Given.ACCESS + "email.host={{env:NO_HOST}}\n").problems())
                .containsExactly(
                        "application.properties:3: email.host: refers to the environment variable NO_HOST, which is not set");
    }

    @Test
    void aSecretMayStandInAFileOfItsOwn() throws IOException {
        Files.writeString(home.resolve("token"), "from-a-file\n");

        assertThat(given.environment("WOLKVOX_TOKEN_FILE", "token").load().secret("wolkvox.token"))
                .isEqualTo("from-a-file");
        assertThat(new Given(home)
                        .file("wolkvox.token=\nwolkvox.token.file=token\n")
                        .load()
                        .secret("wolkvox.token"))
                .isEqualTo("from-a-file");
    }

    @Test
    void aSecretFileThatCannotBeReadAndATokenGivenTwiceAreErrors() {
        assertThat(given.file("wolkvox.server=1\n")
                        .environment("WOLKVOX_TOKEN_FILE", "missing")
                        .problems())
                .containsExactly(
                        "environment variable WOLKVOX_TOKEN_FILE: wolkvox.token: must name a file that can be read");
        assertThat(new Given(home)
                        .file(Given.ACCESS + "wolkvox.token.file=token\n")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("application.properties:2: wolkvox.token = ***: is set here and by a file");
    }

    @Test
    void engineersKeysComeFromTheEnvironmentTooAndReachTheRoutes() {
        Properties effective = given.file("crm.codes=VENTA\ncrm.url=https://crm\nPATH=x\n")
                .environment("CRM_CODES", "CITA")
                .environment("PATH", "/bin")
                .load()
                .effective();

        assertThat(effective)
                .containsEntry("crm.codes", "CITA")
                .containsEntry("crm.url", "https://crm")
                .containsEntry("PATH", "x")
                .containsEntry("poll.period", "5m");
        assertThat(effective)
                .containsKeys(SettingsCatalog.all().stream().map(Setting::key).toArray());
    }

    @Test
    void mistakesInTheFileDoNotKeepTheRestFromBeingHandedOver() {
        Properties effective =
                given.file("webhook.urll=x\nhttp.port=no\n").load().effective();

        assertThat(effective).containsEntry("webhook.urll", "x").containsEntry("http.port", "no");
    }

    @Test
    void aWrongValueAndAKeyThatIsNoneAreRefusedByName() {
        Settings settings = given.file("http.port=eighty\n").load();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.integer("http.port"))
                .withMessage("application.properties:1: http.port = eighty: must be a whole number from 0 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.get("poll.perod"))
                .withMessageContaining("poll.perod is not a setting");
        assertThat(settings.get("crm.codes")).isEmpty();
    }
}
