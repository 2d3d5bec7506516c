package org.clickrouter.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.browser.Browser;
import org.clickrouter.testing.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser. Its pictures are kept below {@code target/screenshots}. */
class ConsoleInBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");

    /** A page and what its picture is called. */
    private static final Map<String, String> PAGES = Map.of(
            "overview", "/",
            "deliveries", "/deliveries?state=open",
            "coverage", "/coverage",
            "rules", "/rules",
            "ads", "/ads",
            "settings", "/settings",
            "destination", "/destinations/webhook",
            "click", "/clicks?show=1&key=1795458433000004",
            "login", "/login");

    /** What a customer of the contact center, or a prankster, may write into a field. */
    private static final List<String> HOSTILE = List.of(
            "<script>document.title='taken'</script>",
            "\"><img src=http://elsewhere.example/x onerror=alert(1)>",
            "{{7*7}}${7*7}@(7*7)",
            "=cmd|' /C calc'!A0",
            "x".repeat(10_000),
            "\u202Eمرحبا\u202C שלום");

    private static Browser browser;

    @TempDir
    private static Path profile;

    @TempDir
    private Path home;

    @BeforeAll
    static void startChromium() throws IOException {
        Optional<Path> chromium = Browser.find();
        Assumptions.assumeTrue(chromium.isPresent(), Browser.MISSING);
        browser = Browser.start(chromium.orElseThrow(), profile);
    }

    @AfterAll
    static void stopChromium() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void everyPageIsWholeInBothLanguagesInLightAndDarkAndOnAPhone() {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.codes", "*").click("1795458433000004", "VENTA").clicks("17954584330001", 3, "CITA");
            for (String hostile : HOSTILE) {
                Map<String, Object> record = rig.record(hostile, hostile);
                record.replaceAll((field, value) -> field.equals("date") ? value : hostile);
                rig.api.put(record);
            }
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSizeGreaterThanOrEqualTo(9));

            for (String language : List.of("en", "es")) {
                for (String scheme : List.of("light", "dark")) {
                    Tab tab = browser.tab().language(language).scheme(scheme);
                    PAGES.forEach((name, path) -> {
                        tab.open(address(router, path));
                        isWhole(tab, router, name + " in " + language + ", " + scheme, language);
                        if (language.equals("en") == scheme.equals("light")) {
                            tab.picture(PICTURES.resolve(name + "-" + language + "-" + scheme + ".png"));
                        }
                    });
                }
                Tab phone = browser.tab().language(language).size(360, 740, true);
                PAGES.forEach((name, path) -> {
                    phone.open(address(router, path));
                    assertThat(phone.value("document.documentElement.scrollWidth")
                                    .asInt())
                            .as(name + " on a phone, in " + language)
                            .isLessThanOrEqualTo(360);
                });
                phone.open(address(router, "/")).picture(PICTURES.resolve("phone-" + language + ".png"));
            }
        }
    }

    /** What came out of a click is text wherever it is shown. */
    @Test
    void aHostileClickIsText() {
        try (Rig rig = new Rig(home)) {
            String hostile = String.join(" ", HOSTILE.subList(0, 4)) + HOSTILE.get(5);
            Map<String, Object> record = rig.record("a", "b");
            record.replaceAll((field, value) -> field.equals("date") ? value : hostile);
            rig.set("webhook.codes", "*").api.put(record);
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(1));

            Tab tab = browser.tab().open(address(router, "/deliveries"));
            assertThat(tab.text()).contains("<script>document.title='taken'</script>", "{{7*7}}${7*7}");
            tab.click("main tbody a");
            isWhole(tab, router, "click", "en");
            tab.click("main p a");
            assertThat(tab.text()).contains("<script>document.title='taken'</script>", "=cmd|' /C calc'!A0");
            assertThat(tab.value("document.title").asText()).doesNotStartWith("taken");
            tab.type("[name=q]", HOSTILE.get(0)).click("[role=search] button");
            isWhole(tab, router, "search", "en");
        }
    }

    /** At three in the morning, with a browser alone: where is that sale? Four steps from the first page. */
    @Test
    void aSaleThatDidNotReachTheCrmIsFoundExplainedAndSentAgain() {
        try (Rig rig = new Rig(home)) {
            rig.set("console.password", "act-secret")
                    .set("retry.schedule", "100ms")
                    .click("1795458433000004", "VENTA")
                    .clicks("1795458490", 60, "VENTA");
            rig.webhook.behave(request -> request.text().contains("1795458433000004")
                    ? Behaviour.saying(400, "unknown field")
                    : Behaviour.ok());
            Router router = rig.start();
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().dead().count()).isEqualTo(1));
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(60));
            // As if they had gone out over the day: the picture shows what a day looks like.
            Rig.store(router).edit().spreadOverTheDay();

            Tab tab = browser.tab().open(address(router, "/"));
            tab.type("[name=password]", "guessed").click("main button");
            assertThat(tab.text()).contains("That password is wrong.");
            // 1. Log in.
            tab.type("[name=password]", "act-secret").click("main button");
            assertThat(tab.text()).contains("1 deliveries to webhook were given up.");
            assertThat(tab.value(
                                    "new Set([...document.querySelectorAll('.spark rect')].map(r => r.getAttribute('height'))).size")
                            .asInt())
                    .as("bars of different heights")
                    .isGreaterThan(2);
            tab.size(1180, 700, false).picture(PICTURES.resolve("readme.png")).size(1280, 900, false);
            // 2. Ask for the chat.
            tab.type("[name=q]", "1795458433000004").click("[role=search] button");
            // 3. Read why.
            assertThat(tab.text()).contains("VENTA", "given up", "400");
            tab.picture(PICTURES.resolve("given-up.png"));
            // 4. Send it again.
            rig.webhook.behave(Behaviour.ok());
            tab.click("main ol form button");
            assertThat(tab.text()).contains("1 deliveries are in their queues again.");
            eventually(() -> assertThat(tab.open(address(router, "/clicks?key=1795458433000004"))
                            .text())
                    .contains("delivered"));
            // The page that refused the guess is the only error.
            assertThat(tab.errors()).allMatch(error -> error.contains("401"));
        }
    }

    @Test
    void whoHasThePasswordFiltersPausesAndResumesByHand() {
        try (Rig rig = new Rig(home)) {
            rig.set("console.password", "act-secret")
                    .set("webhook.codes", "*")
                    .click("first-chat", "VENTA")
                    .click("second-chat", "CITA");
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(2));
            Tab tab = browser.tab().open(address(router, "/login"));
            tab.type("[name=password]", "act-secret").click("main button");
            assertThat(tab.address()).isEqualTo("/");
            assertThat(tab.text()).contains("Log out");

            tab.click("nav a[href^='/deliveries']");
            tab.open(address(router, "/deliveries"));
            assertThat(tab.text()).contains("first-chat", "second-chat");
            tab.type("[name=code]", "CITA").click(".filter button");
            assertThat(tab.text()).contains("second-chat").doesNotContain("first-chat");
            tab.open(address(router, "/destinations/webhook"));
            tab.type("[name=for]", "1h")
                    .type("[name=reason]", "CRM moves house")
                    .click("main form button");
            tab.open(address(router, "/destinations/webhook"));
            assertThat(tab.text()).contains("CRM moves house", "until");
            tab.click("main form button");
            tab.open(address(router, "/destinations/webhook"));
            assertThat(tab.text()).doesNotContain("CRM moves house");
            tab.open(address(router, "/rules"))
                    .type("textarea", "{\"chat_id\":\"c\",\"date\":\"2026-03-10 15:00:00\",\"cod_act\":\"CITA\"}")
                    .click(".try button");
            assertThat(tab.text()).contains("Chat c, code CITA", "→ webhook", "\"cod_act\"");
            tab.picture(PICTURES.resolve("tried.png"));
            tab.click(".language button");
            assertThat(tab.text()).contains("Entregas");
            tab.open(address(router, "/")).press("Tab");
            assertThat(tab.value("document.activeElement.className").asText()).isEqualTo("skip");
        }
    }

    private static void isWhole(Tab tab, Router router, String what, String language) {
        assertThat(tab.value("document.documentElement.lang").asText()).as(what).isEqualTo(language);
        assertThat(tab.value(audit())).as(what).isEmpty();
        assertThat(tab.errors()).as(what).isEmpty();
        // Chromium's own pictures, such as that of a field for a date, are data in its style sheet.
        assertThat(tab.requests())
                .as(what)
                .isNotEmpty()
                .allMatch(asked -> asked.startsWith(address(router, "/")) || asked.startsWith("data:image/svg+xml;"));
    }

    private static String audit() {
        try (InputStream in = ConsoleInBrowserTest.class.getResourceAsStream("/console/audit.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(Router router, String path) {
        return "http://127.0.0.1:" + router.httpPort() + path;
    }
}
