package org.clickrouter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.NodeList;

/** What stands in {@code deploy/} is what the tools read, and names what is there. */
class DeployFilesTest {

    private static final Path DEPLOY = Path.of("deploy");
    private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");

    @TempDir
    private Path folder;

    /** Elements that the pages of WinSW name, and of those only what a service of ours may want. */
    private static final Set<String> WIN_SW = Set.of(
            "id",
            "name",
            "description",
            "executable",
            "arguments",
            "workingdirectory",
            "env",
            "startmode",
            "delayedAutoStart",
            "stoptimeout",
            "onfailure",
            "resetfailure",
            "serviceaccount",
            "username",
            "logpath",
            "log",
            "sizeThreshold",
            "keepFiles");

    @Test
    void theUnitIsWhatSystemdUnderstands() throws Exception {
        String text = Files.readString(DEPLOY.resolve("click-router.service"));
        assertThat(text.lines()).contains("Environment=LANG=C.UTF-8", "NoNewPrivileges=true", "CapabilityBoundingSet=");
        // It looks for the program as well.
        Path program = folder.resolve("bin/click-router");
        Files.createDirectories(program.getParent());
        Files.copy(Path.of("bin/click-router"), program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path unit = folder.resolve("click-router.service");
        Files.writeString(unit, text.replace("/opt/click-router", folder.toString()));

        assertThat(run("systemd-analyze", "verify", unit.toString())).isBlank();
    }

    /** Of a step before the start systemd looks at no exit code, and starts the unit again and again. */
    @Test
    void wrongSettingsEndTheUnitForGood() throws Exception {
        assertThat(Files.readAllLines(DEPLOY.resolve("click-router.service")))
                .contains("RestartPreventExitStatus=2")
                .noneMatch(line -> line.startsWith("ExecStartPre="));
    }

    @Test
    void eachOverlayIsBuiltWithTheRoutesOfTheProduct() throws Exception {
        copy(KUBERNETES, folder);
        copy(Path.of("routes"), folder.resolve("base/routes"));

        String h2 = run("kubectl", "kustomize", folder.resolve("overlays/h2").toString());
        String postgresql = run(
                "kubectl", "kustomize", folder.resolve("overlays/postgresql").toString());
        Map<String, Object> one = deployment(h2);
        assertThat(at(one, "spec", "replicas")).isEqualTo(1);
        assertThat(at(one, "spec", "strategy")).isEqualTo(Map.of("type", "Recreate"));
        assertThat(h2).contains("persistentVolumeClaim:", "outbox:webhook").doesNotContain("PodDisruptionBudget");
        Map<String, Object> two = deployment(postgresql);
        assertThat(at(two, "spec", "replicas")).isEqualTo(2);
        assertThat(at(two, "spec", "strategy")).isNull();
        assertThat(postgresql)
                .contains("kind: PodDisruptionBudget", "STORE_URL: jdbc:postgresql:", "STORE_PASSWORD_FILE");
        for (Map<String, Object> deployment : List.of(one, two)) {
            assertThat(at(deployment, "spec", "template", "spec", "terminationGracePeriodSeconds"))
                    .isEqualTo(60);
            assertThat(at(deployment, "spec", "template", "spec", "enableServiceLinks"))
                    .isEqualTo(false);
        }
    }

    @Test
    void everyFileThatAnotherOneNamesIsThere() throws IOException {
        List<Path> missing = new ArrayList<>();
        try (Stream<Path> files = Files.walk(KUBERNETES)) {
            for (Path file : files.filter(f -> f.endsWith("kustomization.yaml")).toList()) {
                Map<String, Object> kustomization = yaml(Files.readString(file)).get(0);
                named(kustomization, "resources").forEach(name -> missing(missing, file.resolveSibling(name)));
                ((List<?>) kustomization.getOrDefault("configMapGenerator", List.of()))
                        .forEach(map -> named(map, "files").forEach(name -> missing(missing, Path.of(name))));
            }
        }
        String compose = Files.readString(DEPLOY.resolve("compose/compose.yaml"));
        yaml(compose);
        for (String name : List.of("prometheus.yml", "datasource.yaml", "dashboards.yaml")) {
            yaml(Files.readString(DEPLOY.resolve("compose").resolve(name)));
            assertThat(compose).contains("./" + name);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void whatComposeStartsComesBackAndIsWhatPrometheusAsks() throws IOException {
        Map<String, Object> compose =
                yaml(Files.readString(DEPLOY.resolve("compose/compose.yaml"))).get(0);
        Map<?, ?> services = (Map<?, ?>) compose.get("services");
        services.forEach((name, of) -> {
            Map<?, ?> service = (Map<?, ?>) of;
            Map<?, ?> merged = service.get("<<") instanceof Map<?, ?> more ? more : Map.of();
            Object restart = service.containsKey("restart") ? service.get("restart") : merged.get("restart");
            assertThat(restart).as(name.toString()).isEqualTo(name.equals("api") ? null : "unless-stopped");
        });

        Map<String, Object> prometheus =
                yaml(Files.readString(DEPLOY.resolve("compose/prometheus.yml"))).get(0);
        Map<?, ?> job = (Map<?, ?>) ((List<?>) prometheus.get("scrape_configs")).get(0);
        Map<?, ?> asked = (Map<?, ?>) ((List<?>) job.get("dns_sd_configs")).get(0);
        assertThat((List<?>) asked.get("names")).isNotEmpty().allMatch(services::containsKey);
    }

    @Test
    void theWindowsServiceIsXmlThatStartsTheLauncher() throws Exception {
        var service = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(DEPLOY.resolve("click-router-service.xml").toFile())
                .getDocumentElement();

        assertThat(service.getElementsByTagName("executable").item(0).getTextContent())
                .endsWith("bin\\click-router.cmd");
        assertThat(service.getElementsByTagName("arguments").item(0).getTextContent())
                .startsWith("run ");
        NodeList all = service.getElementsByTagName("*");
        assertThat(IntStream.range(0, all.getLength())
                        .mapToObj(i -> all.item(i).getNodeName())
                        .toList())
                .isSubsetOf(WIN_SW);
    }

    private static void missing(List<Path> missing, Path file) {
        if (Files.notExists(file)) {
            missing.add(file);
        }
    }

    private static List<String> named(Object map, String key) {
        Object names = ((Map<?, ?>) map).get(key);
        return names == null
                ? List.of()
                : ((List<?>) names).stream().map(String::valueOf).toList();
    }

    private static Map<String, Object> deployment(String all) {
        return yaml(all).stream()
                .filter(one -> "Deployment".equals(one.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    private static Object at(Object from, String... path) {
        Object at = from;
        for (String name : path) {
            at = at == null ? null : ((Map<?, ?>) at).get(name);
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> yaml(String text) {
        List<Map<String, Object>> all = new ArrayList<>();
        // An alias may stand for a map that is merged into another.
        new Load(LoadSettings.builder().setMaxAliasesForCollections(50).build())
                .loadAllFromString(text)
                .forEach(one -> all.add((Map<String, Object>) one));
        return all;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** @return what it printed; the test is skipped where there is no such program */
    private static String run(String... command) throws Exception {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, command[0]))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), command[0] + " is not installed: skipped");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
