package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.clickrouter.testing.CorporateVault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/click-router} of the unpacked archive, in a folder whose name has spaces and accents, from another one.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path unpacked;

    private static Path root;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeAll
    static void unpack() throws IOException {
        root = Distribution.unpack(unpacked.resolve(accented("una carpeta añeja")));
        try (JarOutputStream driver = new JarOutputStream(Files.newOutputStream(root.resolve("lib/driver.jar")))) {
            driver.finish();
        }
    }

    /** A JVM in the locale C can name no such file. */
    private static String accented(String name) {
        return System.getProperty("sun.jnu.encoding").equals("UTF-8") ? name : name.replaceAll("[éñ]", "e");
    }

    @BeforeEach
    void noCache() {
        environment.put("CLICK_ROUTER_CACHE", "off");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    private Process start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    private Process start(String... arguments) throws IOException {
        return start(root.resolve("bin/click-router"), arguments);
    }

    private int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"), StandardCharsets.UTF_8);
    }

    private void settings(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "wolkvox.base-url=http://127.0.0.1:9", "wolkvox.token=of-the-test", "poll.retry=1h", "http.port=0"));
        all.addAll(List.of(lines));
        Files.write(folder.resolve("application.properties"), all);
    }

    private void serving() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(output()).contains("health and metrics on"));
    }

    @Test
    void itEndsWithTheProductsOwnExitCode() throws Exception {
        assertThat(exitCode(start("--version"))).as(output()).isZero();
        assertThat(output()).startsWith("click-router ");
        assertThat(exitCode(start("status"))).as(output()).isEqualTo(2);
        assertThat(exitCode(start("nonsense"))).isEqualTo(2);
    }

    @Test
    void itRunsInTheWorkingFolderWithDriversAndGivesItsPlaceToTheProductWhichSignalsReach() throws Exception {
        settings("webhook.url=http://127.0.0.1:9/", "webhook.codes=VENTA");
        environment.put("CLICK_ROUTER_OPTS", "-Xmx256m -XX:TieredStopAtLevel=4 -Dlog.level=INFO");
        Process process = start("run");
        serving();

        assertThat(process.info().command().orElse("")).endsWith("java");
        assertThat(String.join(" ", process.info().arguments().orElse(new String[0])))
                .contains("lib/driver.jar", "-Xmx256m", "-Xms32m", "-XX:+UseParallelGC")
                .doesNotContain("-Xmx512m", "-XX:TieredStopAtLevel=1");
        assertThat(folder.resolve("data")).isDirectory();
        process.destroy();

        assertThat(exitCode(process)).as(output()).isZero();
    }

    @Test
    void aJarInLibBringsAFunctionThatSettingsAskForTheirSecrets() throws Exception {
        CorporateVault vault = new CorporateVault(folder).put("crm", "from-the-vault");
        Path jar = Files.copy(vault.jar(), root.resolve("lib/corp-vault.jar"));
        settings("webhook.url=http://127.0.0.1:9/", "webhook.codes=VENTA", "webhook.bearer={{corp:crm}}", vault.line());

        assertThat(exitCode(start("check"))).as(output()).isZero();

        vault.seal();
        assertThat(exitCode(start("run"))).as(output()).isEqualTo(1);
        assertThat(output()).contains(": webhook.bearer: cannot be had from corp:crm: vault sealed");

        Files.delete(jar);
        assertThat(exitCode(start("run"))).as(output()).isEqualTo(2);
        assertThat(output()).contains(": webhook.bearer: asks the function corp, which is not on board: put the jar");
    }

    /** By the commands of docs/upgrade.md. */
    @Test
    void aNewVersionLooksAtTheOldFolderAndTakesOnlyItsOwnFilesThere() throws Exception {
        Path old = Distribution.unpack(folder.resolve("old"));
        Path routing = old.resolve("routes/routing.camel.yaml");
        Files.writeString(routing, "# of an engineer\n" + Files.readString(routing));
        settings("webhook.url=http://127.0.0.1:9/", "webhook.codes=VENTA");
        Files.move(
                folder.resolve("application.properties"),
                old.resolve("application.properties"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(old.resolve("click-router.jar"), "the old one");

        assertThat(exitCode(start("check", "--home", old.toString())))
                .as(output())
                .isZero();
        String copy = Files.readString(root.resolve("docs/upgrade.md"))
                .lines()
                .filter(line -> line.strip().startsWith("cp -R "))
                .findFirst()
                .orElseThrow()
                .strip()
                .replaceAll("/opt/click-router-[0-9.]+(/[\\w.-]+)", "\"\\$NEW\"$1")
                .replace("/opt/click-router/", "\"$OLD\"/");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", copy).inheritIO();
        shell.environment().putAll(Map.of("NEW", root.toString(), "OLD", old.toString()));
        assertThat(exitCode(shell.start())).isZero();

        assertThat(routing).content().startsWith("# of an engineer");
        assertThat(old.resolve("application.properties")).content().contains("of-the-test");
        assertThat(exitCode(start(old.resolve("bin/click-router"), "check", "--home", old.toString())))
                .as(output())
                .isZero();
    }

    @Test
    void aCacheIsMadeInTheBackgroundOfTheFirstRunAndServesTheNextStarts() throws Exception {
        settings();
        Path cache = folder.resolve(accented("caché de clases"));
        environment.put("CLICK_ROUTER_CACHE", cache.toString());
        environment.put("CLICK_ROUTER_LEARN_AFTER", "0");
        Files.createDirectories(cache);
        Files.writeString(cache.resolve("classes-1"), "of another jar");
        Process first = start("run");
        serving();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(names(cache)).hasSize(1).allMatch(name -> name.matches("classes-\\d{2,}")));
        first.destroy();
        assertThat(exitCode(first)).isZero();

        Process second = start("run");
        serving();
        assertThat(String.join(" ", second.info().arguments().orElse(new String[0])))
                .contains(cache.resolve(names(cache).get(0)).toString());
        second.destroy();
        assertThat(exitCode(second)).isZero();
        assertThat(output()).doesNotContain("[warning]", "[error]");
    }

    private static List<String> names(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void accentsInTheEnvironmentSurviveTheLocaleC() throws Exception {
        settings("webhook.url=http://127.0.0.1:9/");
        environment.put("LC_ALL", "C");
        // By a script, since the JVM of this test may be in the locale C itself.
        Path script = Files.writeString(folder.resolve("script"), "export WEBHOOK_CODES=Información\nexec sh \"$@\"\n");
        Files.writeString(folder.resolve("record.json"), "{\"chat_id\":\"c1\",\"cod_act\":\"Información\"}");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        script.toString(),
                        root.resolve("bin/click-router").toString(),
                        "route",
                        "record.json")
                .directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();

        assertThat(exitCode(process)).as(output()).isZero();
        assertThat(output()).contains("webhook").doesNotContain("nowhere");
    }

    @Test
    void anOldJavaIsPassedOver() throws Exception {
        Path old = oldJava();
        environment.put("JAVA_HOME", old.toString());
        environment.put("PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));

        assertThat(exitCode(start("--version"))).as(output()).isZero();
    }

    @Test
    void withoutAJavaThatIsNewEnoughItSaysWhatItNeeds() throws Exception {
        Path old = oldJava();
        environment.put("JAVA_HOME", old.toString());
        environment.put("PATH", old.resolve("bin") + ":/bin-without-java");
        // Where this machine has its own is not looked.
        String launcher = Files.readString(root.resolve("bin/click-router"))
                .replaceFirst("(?s)for installed in .*?; do", "for installed in /nowhere; do");
        Path copy =
                Files.writeString(Files.createDirectories(folder.resolve("bin")).resolve("click-router"), launcher);
        Files.createFile(folder.resolve("click-router.jar"));
        for (String tool : List.of("sed", "readlink")) {
            Files.createSymbolicLink(old.resolve("bin").resolve(tool), tool(tool));
        }
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", copy.toString(), "--version").directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();

        assertThat(exitCode(process)).as(output()).isEqualTo(2);
        assertThat(output()).contains("needs Java 17 or newer, and found only", "(11)");
    }

    private static Path tool(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(place -> Path.of(place, name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private Path oldJava() throws IOException {
        Path old = folder.resolve("jdk-11");
        Files.createDirectories(old.resolve("bin"));
        // Of other lines, and of a last one without an end, nothing is taken.
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\nOS_VERSION=\"17.5\"");
        Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return old;
    }
}
