package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.RunningJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer types. */
class DemoIT {

    @TempDir
    Path folder;

    @Test
    void theDemoShowsAWebhookAMailAndRowsAndEndsOnATermSignal() {
        new Home(folder);
        try (RunningJar demo = RunningJar.launch(folder, RunningJar.QUICK_START, "run", "--demo")) {
            demo.awaitLine(Pattern.compile("(?m)^webhook +\\S.* chat \\d+ revision 1 \\(msg_[0-9a-f]+, signed\\)$"));
            demo.awaitLine(Pattern.compile("(?m)^e-mail +to sales@demo.example: VENTA: "));
            demo.awaitLine(Pattern.compile("(?m)^sql +click_sink holds [1-9][0-9]* rows"));
            // A code that came after its click.
            demo.awaitLine(Pattern.compile("(?m)^api .*codes came late for"));
            demo.serving();
            assertThat(demo.get("/observe/health").body()).contains("\"UP\"").doesNotContain("DOWN");
            assertThat(demo.awaitLine(Pattern.compile("what a sale costs: http://[^/]+(/ads)\\s"))
                            .group(1))
                    .isEqualTo("/ads");
            // Every second from the first of the history on: a hole would make its day a gap for ever.
            try (RunningJar coverage =
                    RunningJar.launch(folder, RunningJar.QUICK_START, "coverage", "--home", "data/demo")) {
                assertThat(coverage.output()).doesNotContain("gap\n");
            }
            Path loaded = folder.resolve("loaded.txt");
            try (RunningJar status = RunningJar.launch(
                    folder, List.of("-Xlog:class+load:file=" + loaded), "status", "--home", "data/demo")) {
                assertThat(status.exitCode()).as(status.output()).isZero();
                assertThat(status.output()).contains("operation demo", "clicks stored");
            }
            // Log4j's own would take a quarter of the command's time.
            assertThat(loaded)
                    .content()
                    .contains("org.apache.logging.log4j.simple.SimpleLogger ")
                    .doesNotContain("org.apache.logging.log4j.core.config.xml.");
            assertThat(demo.stop()).isZero();
            assertThat(demo.output()).doesNotContain("ERROR", "Exception", "WARN");
        }
    }

    @Test
    void simulateServesTheReportUntilATermSignal() throws Exception {
        try (RunningJar simulator = RunningJar.launch(
                folder,
                RunningJar.QUICK_START,
                "simulate",
                "--port",
                "0",
                "--clicks",
                "50",
                "--token",
                "t0ken-of-mine")) {
            String url = simulator
                    .awaitLine(Pattern.compile("the report API is at (http://\\S+)"))
                    .group(1);
            HttpClient http = HttpClient.newHttpClient();
            URI report = URI.create(
                    url + "/api/v2/reports_manager.php?api=chat_14&date_ini=20000101000000&date_end=20000102000000");
            HttpRequest.Builder ask = HttpRequest.newBuilder(report);
            assertThat(http.send(ask.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
            var none = http.send(
                    ask.header("wolkvox-token", "t0ken-of-mine").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).contains("Validate dates entered");
            assertThat(simulator.stop()).isZero();
        }
    }

    @Test
    void checkAcceptsAGoodFile() {
        new Home(folder)
                .quick()
                .with("wolkvox.server", "0012")
                .with("wolkvox.token", "t0ken-of-mine")
                .write();
        try (RunningJar check = check()) {
            assertThat(check.exitCode()).isZero();
            assertThat(check.output()).contains("in order");
        }
    }

    @Test
    void checkAndRunRefuseABadFileWithALineForEachMistake() {
        new Home(folder)
                .quick()
                .with("wolkvox.server", "0012")
                .with("wolkvox.token", "t0ken-of-mine")
                .with("poll.period", "soon")
                .with("webhook.max-in-flight", "0")
                .with("webhook.secret", "whsec_nobase64!!")
                .with("email.hots", "mail.example.com")
                .with("wolkvox.timeout", "65s")
                .write();
        try (RunningJar check = check();
                RunningJar run = RunningJar.launch(folder, RunningJar.QUICK_START, "run")) {
            assertThat(check.exitCode()).isEqualTo(2);
            List<String> lines = check.output().lines().toList();
            assertThat(lines).hasSize(4);
            assertThat(lines)
                    .anyMatch(l -> l.contains("poll.period = soon"))
                    .anyMatch(l -> l.contains("webhook.max-in-flight = 0"))
                    .anyMatch(l -> l.contains("webhook.secret"))
                    .anyMatch(l -> l.contains("email.hots") && l.contains("email.host"));
            assertThat(check.output()).doesNotContain("nobase64", "t0ken-of-mine");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.output().lines()).containsExactlyElementsOf(lines);
        }
    }

    private RunningJar check() {
        return RunningJar.launch(folder, RunningJar.QUICK_START, "check");
    }
}
