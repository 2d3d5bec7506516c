package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.testing.RunningJar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The projects below examples/, built by Maven as they stand with this build's library, and run. */
class ExamplesIT {

    /** No version that anybody could have installed, so that it is this build's library that is found. */
    private static final String VERSION = "under-test";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void build() throws Exception {
        Path library = Files.createDirectories(folder.resolve("repository/org/clickrouter/click-router/" + VERSION));
        Files.copy(
                Path.of(System.getProperty("click-router.lib")), library.resolve("click-router-" + VERSION + ".jar"));
        Files.writeString(
                library.resolve("click-router-" + VERSION + ".pom"),
                Files.readString(Path.of("pom.xml"))
                        .replaceFirst("<version>[^<$]*</version>", "<version>" + VERSION + "</version>"));
        copy(Path.of("examples"), folder.resolve("examples"));

        Path output = folder.resolve("build.txt");
        Process maven = new ProcessBuilder(
                        Path.of(OS.WINDOWS.isCurrentOs() ? "mvnw.cmd" : "mvnw")
                                .toAbsolutePath()
                                .toString(),
                        "--batch-mode",
                        "--quiet",
                        "--file=" + folder.resolve("examples/pom.xml"),
                        "-Dclick-router.version=" + VERSION,
                        // A second local repository, only to be read from.
                        "-Dmaven.repo.local.tail=" + folder.resolve("repository"),
                        "package")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(maven.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(maven.exitValue()).as(Files.readString(output)).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> !file.toString().contains("/target/") && Files.isRegularFile(file))
                    .forEach(file -> {
                        try {
                            Path copy = to.resolve(from.relativize(file));
                            Files.createDirectories(copy.getParent());
                            Files.copy(file, copy);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "camel-main,target/clicks.jar",
        "spring-boot,target/clicks.jar",
        "quarkus,target/quarkus-app/quarkus-run.jar"
    })
    void aClickOfTheReportReachesTheCrmSigned(String example, String jar) throws Exception {
        Path project = folder.resolve("examples").resolve(example);
        Path output = project.resolve("output.txt");
        try (ApiSimulator api = ApiSimulator.start(ApiOptions.defaults());
                WebhookReceiver crm = WebhookReceiver.start()) {
            api.put(Map.of(
                    "chat_id",
                    "a",
                    "date",
                    DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                            .format(LocalDateTime.now(api.options().zone()).minusMinutes(10)),
                    "cod_act",
                    "VENTA"));
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(RunningJar.QUICK_START);
            command.addAll(List.of("-jar", project.resolve(jar).toString()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("CLICK_ROUTER_WOLKVOX_BASE_URL", api.baseUrl());
            builder.environment().put("CLICK_ROUTER_CRM_URL", crm.url());
            Process application = builder.start();
            try {
                await().atMost(RunningJar.PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .untilAsserted(() -> assertThat(crm.received().size() + (application.isAlive() ? 0 : 1))
                                .as(Files.readString(output))
                                .isPositive());
                assertThat(crm.received()).as(Files.readString(output)).hasSize(1);
                Received click = crm.received().get(0);
                assertThat(click.text()).contains("\"chat_id\":\"a\"", "VENTA");
                assertThat(click.header("webhook-signature").orElse("")).startsWith("v1,");
                assertThat(application.isAlive()).isTrue();
            } finally {
                application.destroy();
                assertThat(application.waitFor(RunningJar.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
            assertThat(project.resolve("data/clicks.mv.db")).exists();
        }
    }

    @Test
    void allRunTheSameRouteByTheSameSettingsAndNothingElseHasVersions() throws IOException {
        Path examples = Path.of("examples");
        String route = Files.readString(examples.resolve("camel-cli/clicks.camel.yaml"));
        String version = Files.readString(examples.resolve("pom.xml"));
        assertThat(version)
                .contains("<click-router.version>" + own("<version>(.*?)</version>") + "<")
                .contains("<camel.version>" + own("<camel.version>(.*?)</camel.version>") + "<");
        assertThat(Files.readString(examples.resolve("camel-cli/README.md")))
                .contains(
                        "--dep=org.clickrouter:click-router:" + own("<version>(.*?)</version>"),
                        "--kamelets-version=" + own("<camel.version>(.*?)</camel.version>"));
        for (String example : List.of("camel-main", "spring-boot", "quarkus")) {
            Path project = examples.resolve(example);
            assertThat(project.resolve("src/main/resources/camel/clicks.camel.yaml"))
                    .hasContent(route);
            assertThat(Files.readString(project.resolve("pom.xml"))).doesNotContainPattern("<version>\\d+\\.");
        }
    }

    /** The first group in this build's own pom. */
    private static String own(String pattern) throws IOException {
        var found = java.util.regex.Pattern.compile(pattern).matcher(Files.readString(Path.of("pom.xml")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
