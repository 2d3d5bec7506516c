package org.clickrouter.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.simulate.Account;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.HeldStore;
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
}
