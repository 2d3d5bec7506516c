package org.clickrouter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.text.LocaleEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An accent that a JVM in the locale C cannot read is told; it would match no code, in silence. */
class LostCharactersTest {

    private static final String ASCII = "ANSI_X3.4-1968";

    @TempDir
    private Path home;

    private List<String> warnings(String encoding, Map<String, String> environment, Map<String, String> system) {
        Properties properties = new Properties();
        properties.put("sun.jnu.encoding", encoding);
        properties.putAll(system);
        return LostCharacters.in(Settings.load(home, environment, properties, Map.of())).stream()
                .map(Problem::line)
                .toList();
    }

    @Test
    void aCodeOfTheEnvironmentWithAReplacementCharacterIsTold() {
        assertThat(warnings(ASCII, Map.of("WEBHOOK_CODES", "VENTA, Informaci\uFFFD\uFFFDn"), Map.of()))
                .singleElement()
                .asString()
                .startsWith("environment variable WEBHOOK_CODES: warning: webhook.codes = ")
                .contains("lost characters", ASCII, "LC_ALL=C.UTF-8");
    }

    @Test
    void soIsAQuestionMarkInOneOfTheCommandLineWhereTheLocaleKnowsNoAccents() {
        assertThat(warnings(ASCII, Map.of(), Map.of("webhook.codes", "Informaci?n")))
                .singleElement()
                .asString()
                .startsWith("-Dwebhook.codes: warning: ");
        assertThat(warnings("UTF-8", Map.of(), Map.of("webhook.codes", "Informaci?n")))
                .isEmpty();
        assertThat(LostCharacters.in(new String[] {"replay", "--code", "Informaci??n"}, ASCII))
                .get()
                .asString()
                .contains("the argument Informaci??n");
        assertThat(LostCharacters.in(new String[] {"replay", "--code", "Qué?"}, "UTF-8"))
                .isEmpty();
    }

    @Test
    void aQuestionMarkInAnAddressIsOne() {
        assertThat(warnings(ASCII, Map.of("WEBHOOK_URL", "https://crm.example/h?a=1"), Map.of()))
                .isEmpty();
    }

    @Test
    void theFileIsReadAsUtf8WhateverTheLocale() throws Exception {
        Files.writeString(home.resolve("application.properties"), "webhook.codes=Información, ¿Qué?\n");

        assertThat(warnings(ASCII, Map.of(), Map.of())).isEmpty();
    }

    @Test
    void theSettingsCheckTellsIt() {
        Properties properties = new Properties();
        properties.put("sun.jnu.encoding", ASCII);
        Settings settings = Settings.load(home, Map.of("EMAIL_CODES", "Atenci\uFFFDn"), properties, Map.of());

        assertThat(SettingsCheck.run(settings))
                .filteredOn(problem -> !problem.isError())
                .extracting(Problem::key)
                .contains("email.codes");
    }

    /** By {{env:NAME}} it comes into the file. */
    @Test
    void soIsOneThatTheFileTakesFromTheEnvironment() throws Exception {
        Files.writeString(home.resolve("application.properties"), "webhook.codes={{env:CODES}}\n");

        assertThat(warnings(ASCII, Map.of("CODES", "A\uFFFDo"), Map.of()))
                .singleElement()
                .asString()
                .contains("webhook.codes", "lost characters");
    }

    @Test
    void aFileWithAccentsInItsNameThatIsNotFoundIsToldWithTheReason() {
        Properties system = new Properties();
        system.put("sun.jnu.encoding", ASCII);

        assertThat(LocaleEncoding.ofName("clave_\u00f1", system)).contains("accents", ASCII, "LC_ALL=C.UTF-8");
        assertThat(LocaleEncoding.ofName("clave_\uFFFD", system)).contains("accents");
        assertThat(LocaleEncoding.ofName("clave", system)).isEmpty();
        system.put("sun.jnu.encoding", "UTF-8");
        assertThat(LocaleEncoding.ofName("clave_\u00f1", system)).isEmpty();
    }
}
