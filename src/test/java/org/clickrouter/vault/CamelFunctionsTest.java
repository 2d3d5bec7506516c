package org.clickrouter.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.console.view.SettingsList;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.Sources;
import org.clickrouter.testing.CorporateVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamelFunctionsTest {

    private static final String ACCESS = "wolkvox.server=0012\nwolkvox.token=t0ken-of-test\n";

    @TempDir
    private Path home;

    private CorporateVault vault;

    @BeforeEach
    void vault() throws Exception {
        vault = new CorporateVault(home).put("crm", "from-the-vault");
    }

    @Test
    void aFunctionOfAnyJarFillsASetting() throws Exception {
        Settings settings = read("webhook.url=https://crm.example/in\nwebhook.bearer={{corp:crm}}\n");

        assertThat(settings.secret("webhook.bearer")).isEqualTo("from-the-vault");
    }

    @Test
    void aSecretMayStandAmongOtherWords() throws Exception {
        Settings settings = read("webhook.headers=X-Key: {{corp:crm}}; X-More: {{env:NOWHERE:more}}\n");

        assertThat(settings.headers("webhook.headers")).isEqualTo(Map.of("X-Key", "from-the-vault", "X-More", "more"));
        assertThat(settings.mask("sent from-the-vault")).isEqualTo("sent ***");
    }

    @Test
    void whatComesFromAVaultIsMaskedUnderAKeyOfOnesOwn() throws Exception {
        vault.put("who", "router");
        Settings settings = read("crm.access=Key {{corp:crm}}\ncrm.user={{corp:who}}\n");

        assertThat(settings.get("crm.access")).isEqualTo("Key from-the-vault");
        assertThat(settings.mask("sent from-the-vault")).isEqualTo("sent ***");
        assertThat(settings.mask("click-router")).isEqualTo("click-router");
    }

    @Test
    void thePageOfTheSettingsTellsWhereAMaskedValueComesFrom() throws Exception {
        vault.put("crm:a-default", "from-the-vault");

        SettingsList list = SettingsList.of(read("email.user={{corp:crm:a-default}}\n"));

        assertThat(list.rows())
                .filteredOn(row -> row.key().equals("email.user"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.value()).isEqualTo("***");
                    assertThat(row.origin()).isEqualTo("application.properties:4, corp:crm");
                });
    }

    @Test
    void aSecretThatIsNotThereIsToldByKeyAndLine() throws Exception {
        Settings settings = read("webhook.bearer={{corp:other:a-default-that-nobody-sees}}\n");

        assertThat(lines(settings))
                .contains("application.properties:4: webhook.bearer: cannot be had from corp:other: there is no such"
                        + " secret, or no such field in it");
        assertThat(Sources.mayPass(settings, "webhook.bearer")).isTrue();
    }

    @Test
    void aVaultThatDoesNotAnswerIsToldByKeyAndLine() throws Exception {
        vault.seal();

        assertThat(lines(read("webhook.bearer={{corp:crm}}\n")))
                .contains("application.properties:4: webhook.bearer: cannot be had from corp:crm: vault sealed");
    }

    @Test
    void aVaultThatHangsIsGivenUp() throws Exception {
        vault.put("slow", "hang");

        assertThat(lines(read("webhook.bearer={{corp:slow}}\n", Duration.ofMillis(50))))
                .contains(
                        "application.properties:4: webhook.bearer: cannot be had from corp:slow: no answer within 0 s");
    }

    @Test
    void aFunctionThatIsNotOnBoardIsToldWithItsJar() throws Exception {
        Settings settings = read("webhook.bearer={{hashicorp:secret:crm#token}}\nwebhook.secret={{safe:crm}}\n");

        assertThat(lines(settings))
                .contains(
                        "application.properties:4: webhook.bearer: asks the function hashicorp, which is not on board: put"
                                + " camel-hashicorp-vault and the jars that it needs into lib/ (see docs/secrets.md)",
                        "application.properties:5: webhook.secret: asks the function safe, which is not on board: put the"
                                + " jar that brings it into lib/ (see docs/secrets.md)");
        assertThat(Sources.mayPass(settings, "webhook.bearer")).isFalse();
    }

    @Test
    void aKeyOfOnesOwnWithADefaultIsLeftToCamel() throws Exception {
        assertThat(read("crm.path={{folder:/in}}\n").get("crm.path")).isEqualTo("{{folder:/in}}");
    }

    @Test
    void whatAJsonParserQuotesIsNotRepeated() {
        assertThat(LookupFailure.line(new IllegalStateException(
                        "Unrecognized token 'hunter2'",
                        new com.fasterxml.jackson.core.JsonParseException(null, "Unrecognized token 'hunter2'"))))
                .isEqualTo("what it holds is no JSON object, so it has no fields");
    }

    private Settings read(String lines) throws Exception {
        return read(lines, Duration.ofSeconds(30));
    }

    private Settings read(String lines, Duration patience) throws Exception {
        Files.writeString(home.resolve("application.properties"), ACCESS + vault.line() + lines);
        Settings plain = Settings.load(home, Map.of(), new Properties(), Map.of());
        return vault.onBoard(() -> Sources.lookedUp(plain, settings -> new CamelFunctions(settings, patience)));
    }

    private static List<String> lines(Settings settings) {
        return SettingsCheck.run(settings).stream().map(Problem::line).toList();
    }
}
