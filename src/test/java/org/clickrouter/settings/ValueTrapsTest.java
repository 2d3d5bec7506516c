package org.clickrouter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that reach the product otherwise than they were meant: through files, shells, containers and copy and paste.
 */
class ValueTrapsTest {

    private static final String MAIL =
            "email.host=h\nemail.from=a@b.co\nemail.to=a@b.co\nemail.codes=*\nemail.user=u\nemail.password=p4ss\n";

    @TempDir
    private Path home;

    private Given given;

    @BeforeEach
    void given() {
        given = new Given(home);
    }

    private List<String> problemsOf(String line) {
        return given.file(Given.ACCESS + line + "\n").problems();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm.password=Cl4v3\\Segura",
                "crm.path=C:\\kafka\\client.properties",
                "crm.path=C:\\\\kafka\\client.properties",
                "crm.list=a\\,b",
                "crm.path=C:\\temp",
                "crm.path=jdbc:h2:file:C:\\new\\data",
                "crm.text=begins\\\n  \\Continues",
            })
    void aBackslashThatAPropertiesFileDropsIsToldWithoutTheValue(String line) {
        assertThat(problemsOf(line))
                .singleElement()
                .asString()
                .startsWith("application.properties:3: warning: crm.")
                .contains("write \\\\ for a backslash")
                .doesNotContain("Segura");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm.path=C:\\\\kafka\\\\client.properties",
                "crm.list=a\\\\,b",
                "crm.text=caf\\u00e9 a\\=b \\#1 \\!x\\:y",
                "crm.text=two\\\n   lines",
                "crm.text=one\\ttwo",
                "crm.path=C:/temp\\\\new"
            })
    void aBackslashThatMeansSomethingIsNot(String line) {
        assertThat(problemsOf(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"s3cret-abc\"",
                "'s3cret-abc'",
                "\u201cs3cret-abc\u201d",
                "\u00abs3cret-abc\u00bb",
                "`s3cret-abc`"
            })
    void quotesAroundAWholeValueAreToldWhereverItComesFrom(String value) throws IOException {
        String told = "warning: webhook.secret = ***: stands in quotes, which belong to the value here: leave them out";
        String hook = "webhook.url=https://x/\nwebhook.codes=A";
        assertThat(problemsOf(hook + "\nwebhook.secret=" + value)).containsExactly("application.properties:5: " + told);
        given.environment("WEBHOOK_SECRET", value);
        assertThat(problemsOf(hook)).containsExactly("environment variable WEBHOOK_SECRET: " + told);
        given.system("webhook.secret", value);
        assertThat(problemsOf(hook)).containsExactly("-Dwebhook.secret: " + told);
        Files.writeString(home.resolve("secret"), value + "\n");
        given = new Given(home).environment("WEBHOOK_SECRET_FILE", "secret");
        assertThat(problemsOf(hook)).singleElement().asString().endsWith(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"webhook.codes=VENTA,\"CITA\"|1", "crm.text=say \"yes\"|0", "crm.text=\"a\" or b|0"})
    void aQuotedCodeOfAListIsToldAndQuotesInsideAValueAreNot(String line, int warnings) {
        assertThat(problemsOf("webhook.url=https://x/\nwebhook.codes=A\n" + line))
                .filteredOn(problem -> problem.contains("in quotes"))
                .hasSize(warnings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook.codes=\"VENTA, CITA|quote at one end",
                "webhook.codes=VENTA, CITA\u201d|quote at one end",
                "webhook.secret=\"s3cret-abc|quote at one end",
                "webhook.bearer=s3cret-abc'|quote at one end",
                "webhook.codes=[VENTA, CITA]|stands in brackets",
                "webhook.codes=VENTA # the sales|begins no comment",
                "webhook.secret=s3cret-abc # of the CRM|begins no comment",
                "webhook.codes=CITA\u00a0AGENDADA|the space U+00A0",
                "webhook.secret=s3cret\u202fabc|the space U+202F",
                "webhook.headers=X-A: s3cret-abc, X-B: 2|separated by ;",
            })
    void whatIsHardlyMeantIsToldWithoutASecret(String line, String told) {
        assertThat(problemsOf("webhook.url=https://x/\n" + (line.contains(".codes") ? "" : "webhook.codes=A\n") + line))
                .singleElement()
                .asString()
                .contains("warning: webhook.", told)
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook.accepted-if=.ok == \"yes\"",
                "webhook.headers=Accept-Language: es-CO, es\\\\;q=0.9\\\\; x; X-B: 2, 3",
                "crm.text=it's \"one\" or 'two'",
                "crm.color=#fff and#1",
                "webhook.rate=0.3333333333",
                "webhook.rate=.5"
            })
    void whatOnlyLooksAlikeIsNot(String line) {
        assertThat(problemsOf("webhook.url=https://x/\nwebhook.codes=A\n" + line))
                .isEmpty();
    }

    @Test
    void anEscapeInASecretIsToldForWhatItIs() {
        assertThat(problemsOf("webhook.url=https://x/\nwebhook.codes=A\nwebhook.user=CORP\\nestor\nwebhook.password=x"))
                .anyMatch(problem -> problem.contains("application.properties:5: warning: webhook.user")
                        && problem.contains("write \\\\ for a backslash"));
    }

    @Test
    void aSettingThatABackslashAtTheEndOfTheLineBeforeSwallowsIsTold() {
        assertThat(problemsOf("webhook.url=https://x/\nwebhook.codes=A\nwebhook.secret=s3cret\\\nwebhook.rate=2"))
                .singleElement()
                .asString()
                .startsWith("application.properties:6: warning")
                .contains("the line before, which ends in a backslash")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeffwebhook.url", "webhook\u200b.url", "webhook.url\u00a0", "webhook.u\u00adrl"})
    void aKeyWithWhatNobodySeesIsToldForThat(String key) {
        assertThat(problemsOf(key + "=https://x/"))
                .anyMatch(problem -> problem.contains("its name has the character U+") && problem.contains(":3:"));
    }

    @Test
    void aUserWithAColonIsRefusedAsInAnAddress() {
        assertThat(given.file(Given.ACCESS
                                + "webhook.url=https://x/\nwebhook.codes=A\nwebhook.user=jo:se\nwebhook.password=p\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("webhook.user", "no colon");
    }

    /** A BOM, zero-width characters, no-break spaces, line ends, soft hyphens, direction marks. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\ufeff", "\u200b", "\u00a0", "\u2060", "\u202f", "\u200e", "\u00ad", "\u3000", "\r\n", "\u0000"
            })
    void whatNobodySeesAtTheEndsOfAValueIsNoPartOfIt(String invisible) throws IOException {
        Files.writeString(home.resolve("secret"), invisible + "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" + invisible);
        Files.writeString(home.resolve("token"), invisible + "t0ken-of-test" + invisible);
        // A control character makes two lines of a setting, or is refused inside a list.
        String text = invisible.chars().anyMatch(Character::isISOControl) ? "" : invisible;
        Settings settings = given.environment("WEBHOOK_SECRET_FILE", "secret")
                .environment("WOLKVOX_TOKEN_FILE", "token")
                .environment("EMAIL_PASSWORD", invisible + "secreto" + invisible)
                .environment("BEHIND", "b" + invisible)
                .environment("EMAIL_USER", invisible)
                .system("webhook.codes", "VENTA" + text + "," + text + "CITA")
                .file("wolkvox.server=0012\nwebhook.url=https://crm.example/hook" + text
                        + "\nemail.user=u\ncrm.x=a{{env:BEHIND}}\n")
                .load();

        assertThat(settings.get("webhook.secret")).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(settings.get("wolkvox.token")).isEqualTo("t0ken-of-test");
        assertThat(settings.get("email.password")).isEqualTo("secreto");
        assertThat(settings.get("email.user")).isEqualTo("u");
        assertThat(settings.get("webhook.url")).isEqualTo("https://crm.example/hook");
        assertThat(settings.list("webhook.codes")).containsExactly("VENTA", "CITA");
        assertThat(settings.get("crm.x")).isEqualTo("ab");
    }

    @Test
    void oneInsideAValueIsNamed() {
        assertThat(problemsOf(MAIL.replace("p4ss", "p4\u200bss")))
                .singleElement()
                .asString()
                .contains("email.password = ***: has the invisible character U+200B inside");
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL_PORT, tcp://10.43.0.7:25, EMAIL_SERVICE_HOST, 10.43.0.7",
        "EMAIL_PORT, udp://[fd00::7]:25, EMAIL_SERVICE_HOST, fd00::7",
        "HTTP_PORT, tcp://10.43.0.7:80, HTTP_SERVICE_HOST, 10.43.0.7",
        "EMAIL_PORT, tcp://172.17.0.5:25, EMAIL_PORT_25_TCP_ADDR, 172.17.0.5"
    })
    void aVariableThatKubernetesMadeForAServiceIsNoSetting(
            String variable, String value, String beside, String address) {
        given.environment(variable, value).environment(beside, address);

        assertThat(problemsOf(MAIL))
                .singleElement()
                .asString()
                .startsWith("environment: warning: " + variable + " = " + value + ": is ignored")
                .contains("enableServiceLinks: false");
        assertThat(given.load().get("email.port")).isEqualTo("25");
        assertThat(given.load().get("http.port")).isEqualTo("8080");
    }

    /** All that a Service named webhook or wolkvox brings. */
    @ParameterizedTest
    @ValueSource(strings = {"WEBHOOK", "WOLKVOX", "EMAIL_SMTP", "POLL"})
    void noneOfTheOtherVariablesOfAServiceIsTakenForASlip(String service) {
        given.environment(service + "_SERVICE_HOST", "10.43.0.7")
                .environment(service + "_SERVICE_PORT", "8080")
                .environment(service + "_SERVICE_PORT_HTTP", "8080")
                .environment(service + "_PORT", "tcp://10.43.0.7:8080")
                .environment(service + "_PORT_8080_TCP", "tcp://10.43.0.7:8080")
                .environment(service + "_PORT_8080_TCP_PROTO", "tcp")
                .environment(service + "_PORT_8080_TCP_PORT", "8080")
                .environment(service + "_PORT_8080_TCP_ADDR", "10.43.0.7");

        assertThat(problemsOf("")).isEmpty();
    }

    @Test
    void aPortThatSomebodySetCountsBesideAServiceAndAWrongOneIsStillWrong() {
        given.environment("EMAIL_PORT", "2525").environment("EMAIL_SERVICE_HOST", "10.43.0.7");
        assertThat(given.file(Given.ACCESS + MAIL).load().get("email.port")).isEqualTo("2525");

        given = new Given(home).environment("EMAIL_PORT", "tcp://10.43.0.7:25");
        assertThat(problemsOf(MAIL)).singleElement().asString().contains("must be a whole number");
    }

    @ParameterizedTest
    @CsvSource({
        "America/Mexico_City, 2022e, 1",
        "America/Mexico_City, 2022f, 0",
        "America/Asuncion, 2024b, 1",
        "America/Asuncion, 2025a, 0",
        "America/Santiago, 2022a, 1",
        "America/Santiago, 2025a, 0",
        "America/Bogota, 2021a, 0"
    })
    void aJavaThatDoesNotKnowTheZonesLastRulesIsTold(String zone, String version, int warnings) {
        Settings settings = given.file(Given.ACCESS + "wolkvox.operations=a,b\nwolkvox.b.time-zone=" + zone + "\n")
                .load();

        assertThat(ZoneData.check(settings, version)).hasSize(warnings);
        assertThat(ZoneData.version()).matches("20\\d\\d[a-z]+");
    }
}
