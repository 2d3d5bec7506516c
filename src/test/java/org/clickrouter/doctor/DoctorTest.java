package org.clickrouter.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.simulate.Account;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.HeldStore;
import org.clickrouter.testing.LoginProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} names each trouble with its remedy, and keeps the limits of the token while it looks. */
class DoctorTest {

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Output doctor(String... words) {
        List<String> all = new ArrayList<>(List.of("doctor", "--home", home.toString()));
        all.addAll(List.of(words));
        return Output.of(all.toArray(String[]::new));
    }

    private Output sick(String... words) {
        rig.settings();
        Output output = doctor(words);
        assertThat(output.exitCode()).as(output.text()).isEqualTo(1);
        return output;
    }

    @Test
    void aProductThatIsWellIsToldSoAndEachCallIsCounted() {
        Router router = rig.set("poll.period", "1h").set("poll.re-read", "").start();
        eventually(() -> assertThat(router.stores().operations.state("default").progressSecond())
                .isNotNull());
        int before = rig.api.callsToday();
        ZoneId zone = ZoneId.of("America/Bogota");
        int used = router.stores().quota.used("default", zone);

        Output output = doctor();

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text())
                .contains(
                        "calling the API up to 4 times, which its quota counts",
                        "√ store-open",
                        "√ wolkvox-token",
                        "√ wolkvox-codes",
                        "each of the 1 codes",
                        "√ wolkvox-report")
                .doesNotContain("×");
        assertThat(rig.api.callsToday()).isEqualTo(before + 4);
        assertThat(router.stores().quota.used("default", zone)).isEqualTo(used + 4);
        assertThat(rig.api.maxInFlight()).isOne();
    }

    @Test
    void aWrongTokenIsToldAndNotTriedAgain() {
        rig.set("wolkvox.token", "wrong-token");
        assertThat(sick().text())
                .contains(
                        "× wolkvox-token  default: REFUSED_TOKEN", "Put a valid token", "docs/runbook.md#wolkvox-token")
                .contains("- wolkvox-report  default: not tried")
                .doesNotContain("wrong-token");
        assertThat(rig.api.calls()).isEmpty();
        assertThat(home.resolve("store.mv.db")).doesNotExist();
    }

    @Test
    void anAddressOffTheAllowListIsToldByItsBrokenConnection() {
        rig.api.account(rig.api.account().allow(new Account.AllowedAddress("203.0.113.9", "fija")));
        assertThat(sick().text())
                .contains("× wolkvox-address", "not on the vendor's allow-list", "docs/runbook.md#wolkvox-address");
    }

    @Test
    void anAddressThatIsAllowedForATimeOnlyIsToldBeforeItFallsOut() {
        rig.api.account(rig.api.account().allow(new Account.AllowedAddress("127.0.0.1", "temporal")));
        rig.settings();
        assertThat(doctor())
                .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero())
                .satisfies(o -> assertThat(o.text()).contains("‼ wolkvox-address", "127.0.0.1 (last used"));
    }

    @Test
    void moreLicencesThanTheContractHasAreTold() {
        rig.set("wolkvox.licenses", "2000").settings();
        assertThat(doctor("--only", "wolkvox-quota").text())
                .contains(
                        "‼ wolkvox-quota", "grants 1000000 calls a day", "more than there are", "Set wolkvox.licenses");
    }

    @Test
    void clicksThatAreDatedAheadOfNowAreToldAsTheWrongZone() {
        rig.clicks("ahead", 12, "VENTA").set("wolkvox.time-zone", "America/Los_Angeles");
        assertThat(sick("--only", "wolkvox-report").text())
                .contains(
                        "× wolkvox-report", "ahead of now", "Set wolkvox.time-zone", "docs/runbook.md#wolkvox-report");
    }

    @Test
    void aMisspeltCodeIsToldWithTheOneThatWasMeant() throws Exception {
        rig.api.account(rig.api.account().codes("Venta", "Cita agendada"));
        rig.set("email.codes", "CITA_AGENDADA");
        rig.write("routing.camel.yaml", rig.routeFile("routing.camel.yaml") + """

                - filter:
                    simple: "${header.cod_act} == 'Ventas'"
                    steps:
                      - to: outbox:webhook
        """);
        assertThat(sick("--only", "wolkvox-codes").text())
                .contains(
                        "webhook.codes: VENTA is not an activity code, Venta is",
                        "email.codes: CITA_AGENDADA is not an activity code, Cita agendada is",
                        "routes/routing.camel.yaml: Ventas is not an activity code, Venta is",
                        "docs/runbook.md#wolkvox-codes")
                .doesNotContain("wolkvox-report");
    }

    @Test
    void aCodeOfTheGroupsThatTheAccountLacksIsAWarningAndSoIsAFileThatIsWrong() throws Exception {
        rig.api.account(rig.api.account().codes("VENTA"));
        rig.settings();
        Path groups = home.resolve("codes.yaml");
        Files.writeString(groups, "- {code: VENTA, group: sale, won: true}\n- {code: VENTAS, group: sale}\n");
        assertThat(doctor("--only", "wolkvox-codes").text())
                .contains("‼ wolkvox-codes", "codes.yaml: VENTAS is not an activity code, VENTA is");

        Files.writeString(groups, "- {code: VENTA, groop: sale}\n");
        assertThat(doctor("--only", "wolkvox-codes").text()).contains("‼ wolkvox-codes", "codes.yaml:1: ");
    }

    @Test
    void anExpiredCertificateIsToldWithTheDayOfItsEndAndNothingIsSentThere() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(Certificates.expired(home)));
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        server.start();
        try {
            rig.set(
                    "wolkvox.base-url",
                    "https://localhost:" + server.getAddress().getPort());
            assertThat(sick("--only", "wolkvox").text())
                    .contains("× wolkvox-tls  default: the certificate of localhost has expired: it was valid until 20")
                    .contains("must renew it", "docs/runbook.md#wolkvox-tls");
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anUnknownHostIsTold() {
        rig.set("wolkvox.base-url", "http://nowhere.invalid");
        assertThat(sick("--only", "wolkvox").text()).contains("× wolkvox-dns  default: the name nowhere.invalid");
    }

    @Test
    void aSecondContainerOnTheH2VolumeIsToldAndTheApiIsLeftAlone() throws Exception {
        String url = "jdbc:h2:file:" + home.resolve("store").toAbsolutePath();
        Database.open(url, "", "", 2).close();
        try (HeldStore other = HeldStore.of(url + ";AUTO_SERVER=FALSE")) {
            assertThat(sick().text())
                    .contains("× store-open", "the store is open in another process, container or host")
                    .contains("An H2 file takes one process, container or host at a time")
                    .contains("- wolkvox-token  default: the API was not asked: the store, which counts the calls");
        }
        assertThat(rig.api.callsToday()).isZero();
    }

    @Test
    void noCallIsMadeBesideOneThatIsInFlight() {
        Router router = rig.set("poll.period", "1h").set("poll.re-read", "").start();
        eventually(() -> assertThat(router.stores().operations.state("default").progressSecond())
                .isNotNull());
        int before = rig.api.callsToday();
        OperationSettings operation = rig.settings().operations().get(0);
        assertThat(router.stores().slots.take(TokenLimits.key(operation), 1, Duration.ofMinutes(5)))
                .isPresent();

        Output output = doctor("--only", "wolkvox");

        assertThat(output.text()).contains("- wolkvox-token  default: the API was not asked: a call of the token is");
        assertThat(rig.api.callsToday()).isEqualTo(before);
    }

    @Test
    void offlineNothingIsCalled() {
        rig.settings();
        Output output = doctor("--offline");

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text()).contains("√ machine-disk").doesNotContain("wolkvox-", "calling");
        assertThat(rig.api.callsToday()).isZero();
    }

    @Test
    void programsGetTheSameAsJson() throws Exception {
        rig.api.account(rig.api.account().codes("Venta"));
        rig.settings();
        JsonNode view =
                new ObjectMapper().readTree(doctor("--json").text().replaceFirst("(?s)^click-router:[^\n]*\n", ""));

        assertThat(view.get("well").asBoolean(true)).isFalse();
        assertThat(view.get("findings"))
                .filteredOn(f -> f.get("sign").asText().equals("bad"))
                .singleElement()
                .satisfies(f -> assertThat(f.get("id").asText()).isEqualTo("wolkvox-codes"))
                .satisfies(f -> assertThat(f.get("group").asText()).isEqualTo("wolkvox"))
                .satisfies(f -> assertThat(f.get("subject").asText()).isEqualTo("default"))
                .satisfies(f -> assertThat(f.get("runbook").asText()).isEqualTo("docs/runbook.md#wolkvox-codes"));
    }

    @Test
    void aWordThatIsNoCheckIsWrongUsage() {
        rig.settings();
        assertThat(doctor("--only", "wolkvax"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                .satisfies(o -> assertThat(o.text()).contains("--only wolkvax: is no group"));
    }

    @Test
    void theApiIsAskedThroughTheProxyThatIsSet() throws Exception {
        try (LoginProxy proxy = new LoginProxy("ana:secret-of-ana")) {
            int port = URI.create(rig.settings().get("wolkvox.base-url")).getPort();
            rig.set("wolkvox.base-url", "http://known-to-the-proxy-alone.invalid:" + port);
            rig.set("wolkvox.proxy", "http://ana:secret-of-ana@127.0.0.1:" + proxy.port());
            rig.settings();

            Output output = doctor("--only", "wolkvox");

            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(output.text())
                    .contains(
                            "- wolkvox-dns  default: not tried: wolkvox.proxy",
                            "\u221a wolkvox-token",
                            "\u221a wolkvox-report")
                    .doesNotContain("secret-of-ana");
            assertThat(proxy.heads()).hasSize(4);
        }
    }

    @Test
    void aReceiverIsLookedAtThroughItsProxyAndByItsOwnAuthority() throws Exception {
        Certificates certificates = new Certificates(home);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.context(false)));
        server.start();
        try (LoginProxy proxy = new LoginProxy("ana:secret-of-ana")) {
            String by = "the proxy 127.0.0.1:" + proxy.port();
            rig.set("webhook.url", "https://localhost:" + server.getAddress().getPort() + "/hook")
                    .set("webhook.ca", certificates.pem().toString())
                    .set("webhook.proxy", "http://ana:secret-of-ana@127.0.0.1:" + proxy.port());
            rig.settings();
            assertThat(doctor("--only", "destinations").text())
                    .contains(
                            "\u221a destination-connection  webhook: " + by + " leads to port ",
                            " destination-tls  webhook: the certificate of localhost is valid until ");

            proxy.answering("403 Forbidden");
            assertThat(sick("--only", "destinations").text())
                    .contains(
                            "\u00d7 destination-connection  webhook: " + by + " lets nobody through to localhost:",
                            "(answered 403 Forbidden)",
                            "Have it allowed there, or take another way by webhook.proxy.")
                    .doesNotContain("Start the receiver");

            rig.set("webhook.proxy", "http://ana:wrong@127.0.0.1:" + proxy.port())
                    .set(
                            "wolkvox.base-url",
                            "https://localhost:" + server.getAddress().getPort())
                    .set("wolkvox.proxy", "http://ana:wrong@127.0.0.1:" + proxy.port());
            assertThat(sick().text())
                    .contains(
                            "\u00d7 destination-connection  webhook: " + by + " wants another log-in (answered 407",
                            "Correct user and password in webhook.proxy.",
                            "\u00d7 wolkvox-address  default: " + by + " wants another log-in (answered 407",
                            "Correct user and password in wolkvox.proxy.")
                    .doesNotContain("allow-list", "secret-of-ana", "wrong@");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTestEventGoesByTheDestinationsOwnRouteAndNoStoreKnowsOfIt() {
        rig.settings();

        assertThat(doctor("--send", "webhook"))
                .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero())
                .satisfies(
                        o -> assertThat(o.text())
                                .contains(
                                        "\u221a destination-send  webhook: took a test event, chat_id click-router-test (HTTP 200)"));
        assertThat(rig.webhook.received())
                .singleElement()
                .satisfies(got -> assertThat(got.text())
                        .contains("\"chat_id\":\"click-router-test\"", "\"cod_act\":\"click-router-test\""));
        assertThat(home.resolve("store.mv.db")).doesNotExist();
        assertThat(rig.api.callsToday()).isZero();

        rig.webhook.behave(Behaviour.saying(401, "who are you?"));
        assertThat(sick("--send", "webhook").text())
                .contains(
                        "\u00d7 destination-send  webhook: ",
                        "401",
                        "who are you?",
                        "docs/runbook.md#destination-send");
        assertThat(doctor("--send", "nobody"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                .satisfies(o ->
                        assertThat(o.text()).contains("--send nobody: no route of routes/ takes from outbox:nobody"));
    }

    @Test
    void theBundleForWhoHelpsHoldsNoSecret() throws Exception {
        rig.set("webhook.secret", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
                .set("console.password", "pass-of-the-console")
                .set("crm.url", "https://ana:pass-of-the-crm@crm.example.com/in")
                .set("crm.api-key", "key-of-the-crm")
                .set("operator.webhook", "https://hooks.example.com/services/T0/B0/hook-of-the-operator");
        rig.stop(rig.start());
        Settings settings = rig.settings();
        Path log = home.resolve("click-router.log");
        Files.writeString(log, "a line with " + String.join(" and ", settings.secrets()) + "\nthe last line\n");
        Path file = home.resolve("help.zip");

        Output output = doctor("--offline", "--bundle", file.toString(), "--log", log.toString());

        assertThat(output.exitCode()).as(output.text()).isZero();
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(entries.keySet())
                .containsExactly("findings.json", "log.txt", "settings.txt", "status.json", "versions.txt");
        assertThat(settings.secrets()).contains("pass-of-the-crm", "key-of-the-crm", "pass-of-the-console");
        assertThat(entries.values())
                .allSatisfy(text ->
                        assertThat(text).doesNotContain(settings.secrets().toArray(String[]::new)));
        assertThat(entries.get("settings.txt")).contains("console.password = ***", "webhook.codes = VENTA");
        assertThat(entries.get("status.json")).contains("\"operations\"");
        assertThat(entries.get("log.txt")).contains("the last line");
        assertThat(doctor("--offline", "--bundle", file.toString()).exitCode()).isEqualTo(2);
    }
}
