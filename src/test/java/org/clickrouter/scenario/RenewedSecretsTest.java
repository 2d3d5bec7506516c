package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.zaxxer.hikari.HikariDataSource;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.clickrouter.run.Reload;
import org.clickrouter.run.Router;
import org.clickrouter.run.SecretWatch;
import org.clickrouter.settings.Settings;
import org.clickrouter.testing.CorporateVault;
import org.clickrouter.testing.LoginProxy;
import org.clickrouter.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets that stand in a vault or a file are renewed while the product runs. */
class RenewedSecretsTest {

    @TempDir
    private Path home;

    private CorporateVault vault;
    private AutoCloseable onBoard;
    private Rig rig;

    @BeforeEach
    void vault() throws Exception {
        vault = new CorporateVault(home).put("crm", "first-secret-of-crm");
        onBoard = vault.onBoard();
        rig = new Rig(home).set("corp.vault", vault.file().toString()).set("webhook.bearer", "{{corp:crm}}");
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
        onBoard.close();
    }

    @Test
    void aSecretThatChangesIsSentFromThenOnAndMaskedByWhoeverHoldsTheSettings() throws Exception {
        Router router = rig.start();
        Settings ofTheStart = router.settings();
        SecretWatch watch = new SecretWatch(router, rig.reload(router));
        arrives("a", "first-secret-of-crm");

        vault.put("crm", "second-secret-of-crm");
        watch.look();

        arrives("b", "second-secret-of-crm");
        assertThat(rig.received()).containsExactlyInAnyOrder("a", "b");
        for (Settings settings : List.of(ofTheStart, router.settings())) {
            assertThat(settings.mask("first-secret-of-crm second-secret-of-crm"))
                    .isEqualTo("*** ***");
        }
    }

    @Test
    void aVaultThatIsAwayOrHoldsWhatBreaksARuleChangesNothingAndIsToldOnce() throws Exception {
        rig.set("webhook.secret", "{{corp:signing}}");
        vault.put("signing", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Router router = rig.start();
        SecretWatch watch = new SecretWatch(router, rig.reload(router));
        try (LogLines log = new LogLines(SecretWatch.class)) {
            vault.seal();
            watch.look();
            watch.look();

            assertThat(log.lines())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .contains("application.properties:", "vault sealed; it stays as it was")
                            .doesNotContain("first-secret"))
                    .anySatisfy(line -> assertThat(line).contains("webhook.bearer", "corp:crm"));
        }
        vault.put("signing", "whsec_%").put("crm", "second-secret-of-crm");
        watch.look();
        arrives("a", "first-secret-of-crm");

        vault.put("signing", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
        watch.look();
        arrives("b", "second-secret-of-crm");
    }

    @Test
    void aSecretInAFileIsRenewedTooAndNoEditIsTakenWithIt() throws Exception {
        Path file = Files.writeString(home.resolve("bearer"), "first-secret-in-a-file\n");
        rig.set("webhook.bearer", "").set("webhook.bearer.file", file.toString());
        Router router = rig.start();
        SecretWatch watch = new SecretWatch(router, rig.reload(router));

        Files.writeString(file, "second-secret-in-a-file\n");
        watch.look();
        arrives("a", "second-secret-in-a-file");

        rig.write("routing.camel.yaml", rig.routeFile("routing.camel.yaml") + "# An edit\n");
        Files.writeString(file, "third-secret-in-a-file\n");
        watch.look();
        arrives("b", "second-secret-in-a-file");

        assertThat(rig.reload(router).run()).isTrue();
        arrives("c", "third-secret-in-a-file");
    }

    @Test
    void whatComesWhenTheProductEndsIsNotTaken() throws Exception {
        Path file = Files.writeString(home.resolve("bearer"), "first-secret-in-a-file\n");
        rig.set("webhook.bearer", "").set("webhook.bearer.file", file.toString());
        Router router = rig.start();
        SecretWatch watch = new SecretWatch(router, rig.reload(router));
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        Thread look = new Thread(watch::look);
        look.start();

        // Opens once the look waits for what will be written.
        try (OutputStream answer = Files.newOutputStream(file)) {
            watch.close();
            answer.write("second-secret-in-a-file\n".getBytes(StandardCharsets.UTF_8));
        }
        look.join();

        assertThat(router.settings().secret("webhook.bearer")).isEqualTo("first-secret-in-a-file");
    }

    @Test
    void aRenewedTokenOfTheApiEndsThatPollingIsStopped() throws Exception {
        vault.put("api", "a-token-that-is-no-more");
        rig.set("wolkvox.token", "{{corp:api}}");
        Router router = rig.start();
        SecretWatch watch = new SecretWatch(router, rig.reload(router));
        eventually(() -> assertThat(router.stores().operations.state("default").stopped())
                .isEqualTo("REFUSED_TOKEN"));

        vault.put("api", rig.api.options().token());
        watch.look();

        arrives("a", "first-secret-of-crm");
    }

    @Test
    void aDatabaseIsLoggedInToByTheNewPasswordWhicheverSideHasItFirst() throws Exception {
        String store = Postgres.freshUrlOf("renewed_store", "first-of-store");
        String sink = Postgres.freshUrlOf("renewed_sink", "first-of-sink");
        vault.put("store", "first-of-store").put("sink", "first-of-sink").put("act", "first-to-act");
        rig.set("store.url", store).set("store.user", "renewed_store").set("store.password", "{{corp:store}}");
        rig.set("sql.url", sink).set("sql.user", "renewed_sink").set("sql.password", "{{corp:sink}}");
        rig.set("sql.codes", "*").set("console.password", "{{corp:act}}");
        Router router = rig.start();
        SecretWatch watch = new SecretWatch(router, rig.reload(router));
        arrives("a", "first-secret-of-crm");

        vault.put("store", "second-of-store").put("sink", "second-of-sink").put("act", "second-to-act");
        watch.look();
        arrives("b", "first-secret-of-crm");
        inSink(sink, "a", "b");
        Postgres.asAdministrator(
                "ALTER ROLE renewed_store PASSWORD 'second-of-store'",
                "ALTER ROLE renewed_sink PASSWORD 'second-of-sink'");
        renewConnections(router);
        arrives("c", "first-secret-of-crm");
        inSink(sink, "a", "b", "c");

        Postgres.asAdministrator(
                "ALTER ROLE renewed_store PASSWORD 'third-of-store'",
                "ALTER ROLE renewed_sink PASSWORD 'third-of-sink'");
        vault.put("store", "third-of-store").put("sink", "third-of-sink");
        watch.look();
        arrives("d", "first-secret-of-crm");
        inSink(sink, "a", "b", "c", "d");
        assertThat(page(router, "first-to-act")).isEqualTo(401);
        assertThat(page(router, "second-to-act")).isEqualTo(200);
    }

    @Test
    void theLogInOfAProxyIsRenewedForTheReportAndForADestination() throws Exception {
        try (LoginProxy proxy = new LoginProxy("ana:second-of-proxy")) {
            String address = "http://ana:%s@127.0.0.1:" + proxy.port();
            vault.put("proxy", address.formatted("first-of-proxy"));
            rig.set("wolkvox.proxy", "{{corp:proxy}}").set("webhook.proxy", "{{corp:proxy}}");
            Router router = rig.start();
            SecretWatch watch = new SecretWatch(router, rig.reload(router));
            eventually(() -> assertThat(proxy.refused()).isNotEmpty());

            vault.put("proxy", address.formatted("second-of-proxy"));
            watch.look();

            arrives("a", "first-secret-of-crm");
            assertThat(proxy.heads())
                    .anyMatch(head -> head.startsWith("GET ") && head.contains("date_ini"))
                    .anyMatch(head -> head.startsWith("POST " + rig.webhook.url()));
        }
    }

    @Test
    void aPasswordOfADatabaseThatWasMissingAtTheStartIsTakenByAReload() throws Exception {
        String sink = Postgres.freshUrlOf("later_sink", "pass-of-sink");
        rig.set("sql.url", sink).set("sql.user", "later_sink").set("sql.codes", "*");
        rig.set("retry.schedule", "1s,1s,1s,1s,1s,1s,1s,1s,1s");
        Router router = rig.click("a", "VENTA").start();
        eventually(() ->
                assertThat(Rig.store(router).deliveries().to("sql").failures()).doesNotContainNull());

        rig.set("sql.password", "pass-of-sink").settings();
        assertThat(rig.reload(router).answer().lines()).noneMatch(line -> line.contains("restart"));

        eventually(
                () -> assertThat(Rig.store(router).deliveries().to("sql").done().count())
                        .isEqualTo(1));
        inSink(sink, "a");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 200", "0.0.0.0, 404"})
    void aPasswordOfTheConsoleThatWasMissingAtTheStartIsTakenByAReload(String host, int before) throws Exception {
        Router router = rig.set("http.host", host).start();
        assertThat(page(router, "any")).isEqualTo(before);

        rig.set("console.password", "word-to-act").settings();
        assertThat(rig.reload(router).answer().lines()).noneMatch(line -> line.contains("restart"));
        assertThat(page(router, "any")).isEqualTo(401);
        assertThat(page(router, "word-to-act")).isEqualTo(200);

        rig.set("console.password", "").settings();
        assertThat(rig.reload(router).answer().lines())
                .contains("changed, and in force after a restart only: console.password");
        assertThat(page(router, "any")).isEqualTo(401);
    }

    /** From now on other connections are used, without one that breaks in the midst of something. */
    private static void renewConnections(Router router) {
        for (DataSource pool : List.of(router.stores().database.dataSource(), router.stores().sink)) {
            ((HikariDataSource) pool).getHikariPoolMXBean().softEvictConnections();
        }
    }

    private static void inSink(String url, String... chats) {
        eventually(() -> {
            try (Connection connection = DriverManager.getConnection(url, Postgres.USER, "");
                    ResultSet row = connection
                            .createStatement()
                            .executeQuery("SELECT string_agg(chat_id, ',' ORDER BY chat_id) FROM click_sink")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo(String.join(",", chats));
            }
        });
    }

    /** The status of a page that asks the store by connections of its own. */
    private static int page(Router router, String password) throws Exception {
        String login = Base64.getEncoder().encodeToString((":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + router.httpPort() + "/deliveries"))
                .header("Authorization", "Basic " + login)
                .build();
        return Rig.HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void nobodyStaysConnectedToTheVault() throws Exception {
        Router router = rig.start();
        Reload reload = rig.reload(router);
        SecretWatch watch = new SecretWatch(router, reload);

        assertThat(reload.run()).isTrue();
        vault.put("crm", "second-secret-of-crm");
        watch.look();
        watch.look();

        arrives("a", "second-secret-of-crm");
        assertThat(vault.opened()).isGreaterThanOrEqualTo(4).isEqualTo(vault.closed());
    }

    private void arrives(String chat, String bearer) {
        rig.click(chat, "VENTA");
        eventually(() -> assertThat(rig.webhook.received())
                .filteredOn(request -> new String(request.body(), StandardCharsets.UTF_8).contains("\"" + chat + "\""))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("authorization")).contains("Bearer " + bearer)));
    }
}
