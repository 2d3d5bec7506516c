package org.clickrouter.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.browser.Browser;
import org.clickrouter.testing.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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

    /** All of that in one field, but for the long one. */
    private static final String HOSTILE_TEXT = String.join(" ", HOSTILE.subList(0, 4)) + HOSTILE.get(5);

    private static Browser browser;

    /** A product that anybody on this machine reads, with what a prankster wrote; and one with a password. */
    private static Rig openRig;

    private static Rig guardedRig;
    private static Router open;
    private static Router guarded;

    @TempDir
    private static Path profile;

    @TempDir
    private static Path openHome;

    @TempDir
    private static Path guardedHome;

    private final List<Tab> tabs = new ArrayList<>();

    @BeforeAll
    static void startThemOnce() throws IOException {
        Optional<Path> chromium = Browser.find();
        Assumptions.assumeTrue(chromium.isPresent(), Browser.MISSING);
        browser = Browser.start(chromium.orElseThrow(), profile);
        openRig = new Rig(openHome);
        openRig.set("webhook.codes", "*").click("1795458433000004", "VENTA").clicks("17954584330001", 3, "CITA");
        HOSTILE.forEach(ConsoleInBrowserTest::write);
        write(HOSTILE_TEXT);
        open = openRig.start();
        guardedRig = new Rig(guardedHome);
        guardedRig
                .set("console.password", "act-secret")
                .set("webhook.codes", "*")
                .set("retry.schedule", "100ms")
                .click("1795458433000004", "VENTA")
                .clicks("1795458490", 60, "VENTA")
                .click("second-chat", "CITA");
        guardedRig.webhook.behave(request ->
                request.text().contains("1795458433000004") ? Behaviour.saying(400, "unknown field") : Behaviour.ok());
        guarded = guardedRig.start();
        eventually(() -> assertThat(openRig.received()).hasSizeGreaterThanOrEqualTo(11));
        eventually(
                () -> assertThat(Rig.store(guarded).deliveries().dead().count()).isEqualTo(1));
        eventually(
                () -> assertThat(Rig.store(guarded).deliveries().done().count()).isEqualTo(61));
        // As if they had gone out over the day: the picture shows what a day looks like.
        Rig.store(guarded).edit().spreadOverTheDay();
    }

    private static void write(String hostile) {
        Map<String, Object> record = openRig.record(hostile, hostile);
        record.replaceAll((field, value) -> field.equals("date") ? value : hostile);
        openRig.api.put(record);
    }

    @AfterAll
    static void endThem() {
        Stream.of(browser, openRig, guardedRig).filter(Objects::nonNull).forEach(each -> {
            try (AutoCloseable ended = each) {
                // Closed by that.
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @AfterEach
    void closeTabs() {
        tabs.forEach(Tab::close);
    }

    private Tab tab() {
        Tab tab = browser.tab();
        tabs.add(tab);
        return tab;
    }

    /** Loaded once in each language; colours and width are changed as a reader does who changes them. */
    @Test
    void everyPageIsWholeInBothLanguagesInLightAndDarkAndOnAPhone() {
        for (String language : List.of("en", "es")) {
            Tab tab = tab().language(language);
            PAGES.forEach((name, path) -> {
                tab.size(1280, 900, false).open(address(open, path));
                for (String scheme : List.of("light", "dark")) {
                    tab.scheme(scheme);
                    isWhole(tab, open, name + " in " + language + ", " + scheme, language);
                    if (language.equals("en") == scheme.equals("light")) {
                        tab.picture(PICTURES.resolve(name + "-" + language + "-" + scheme + ".png"));
                    }
                }
                tab.size(360, 740, true);
                assertThat(tab.value("document.documentElement.scrollWidth").asInt())
                        .as(name + " on a phone, in " + language)
                        .isLessThanOrEqualTo(360);
                if (name.equals("overview")) {
                    tab.picture(PICTURES.resolve("phone-" + language + ".png"));
                }
            });
        }
    }

    /** What came out of a click is text wherever it is shown. */
    @Test
    void aHostileClickIsText() {
        Tab tab = tab().open(
                        address(open, "/deliveries?chat=" + URLEncoder.encode(HOSTILE_TEXT, StandardCharsets.UTF_8)));
        assertThat(tab.text()).contains("<script>document.title='taken'</script>", "{{7*7}}${7*7}");
        tab.click("main tbody a");
        isWhole(tab, open, "click", "en");
        tab.click("main p a");
        assertThat(tab.text()).contains("<script>document.title='taken'</script>", "=cmd|' /C calc'!A0");
        assertThat(tab.value("document.title").asText()).doesNotStartWith("taken");
        tab.type("[name=q]", HOSTILE.get(0)).click("[role=search] button");
        isWhole(tab, open, "search", "en");
        tab.type("[name=q]", "nobody").click("[role=search] button").click("main a");
        assertThat(tab.address()).as("back from what was not found").isEqualTo("/");
    }

    /** At three in the morning, with a browser alone: where is that sale? Four steps from the first page. */
    @Test
    void aSaleThatDidNotReachTheCrmIsFoundExplainedAndSentAgain() {
        Tab tab = tab().open(address(guarded, "/"));
        tab.type("[name=password]", "guessed").click("main button");
        assertThat(tab.text()).contains("That password is wrong.");
        // 1. Log in.
        tab.type("[name=password]", "act-secret").click("main button");
        assertThat(tab.text()).contains("1 delivery to webhook was given up.");
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
        guardedRig.webhook.behave(Behaviour.ok());
        tab.click("main ol form button");
        assertThat(tab.text()).contains("1 delivery is in its queue again.");
        tab.click("main a");
        assertThat(tab.address()).isEqualTo("/clicks?key=1795458433000004");
        eventually(() -> assertThat(tab.open(address(guarded, "/clicks?key=1795458433000004"))
                        .text())
                .contains("delivered"));
        // The page that refused the guess is the only error.
        assertThat(tab.errors()).allMatch(error -> error.contains("401"));
    }

    @Test
    void whoHasThePasswordFiltersPausesAndResumesByHand() {
        Tab tab = tab().open(address(guarded, "/login"));
        tab.type("[name=password]", "act-secret").click("main button");
        assertThat(tab.address()).isEqualTo("/");
        assertThat(tab.text()).contains("Log out");

        tab.click("nav a[href^='/deliveries']");
        tab.open(address(guarded, "/deliveries?limit=100"));
        assertThat(tab.text()).contains("17954584907", "second-chat");
        tab.type("[name=code]", "CITA").click(".filter button");
        assertThat(tab.text()).contains("second-chat").doesNotContain("17954584907");
        tab.open(address(guarded, "/destinations/webhook"));
        tab.type("[name=for]", "1h").type("[name=reason]", "CRM moves house").click("main form button");
        tab.open(address(guarded, "/destinations/webhook"));
        assertThat(tab.text()).contains("CRM moves house", "until");
        tab.click("main form button");
        tab.open(address(guarded, "/destinations/webhook"));
        assertThat(tab.text()).doesNotContain("CRM moves house");
        tab.open(address(guarded, "/rules"))
                .type("textarea", "{\"chat_id\":\"c\",\"date\":\"2026-03-10 15:00:00\",\"cod_act\":\"CITA\"}")
                .click(".try button");
        assertThat(tab.text()).contains("Chat c, code CITA", "→ webhook", "\"cod_act\"");
        tab.picture(PICTURES.resolve("tried.png"));
        tab.click(".language button");
        assertThat(tab.text()).contains("Entregas");
        tab.open(address(guarded, "/")).press("Tab");
        assertThat(tab.value("document.activeElement.className").asText()).isEqualTo("skip");
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
