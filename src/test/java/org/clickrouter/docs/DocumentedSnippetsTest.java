package org.clickrouter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.routes.RouteYaml;
import org.clickrouter.scenario.Output;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What README and docs/ show can be copied as it stands. The snippets of a page are one home: its settings, its routes
 * and its examples together pass {@code check}. Pieces of steps are tried inside the shipped routing file. The pages of
 * the library are run to the letter by {@code LibraryIT}.
 */
class DocumentedSnippetsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_A_FILE =
            Set.of("route", "templatedRoute", "routeTemplate", "beans", "onException", "errorHandler", "intercept");
    private static final Map<String, String> SET_BY_EVERYONE =
            Map.of("wolkvox.server", "0012", "wolkvox.token", "token-of-the-test");

    @TempDir
    private Path home;

    static Stream<Snippet> settings() {
        return Snippet.all("properties").filter(snippet -> !ofALibrary(snippet.page()));
    }

    static List<Path> pagesWithRoutes() {
        return Snippet.pages().stream()
                .filter(page -> !ofALibrary(page) && !Snippet.of(page, "yaml").isEmpty())
                .toList();
    }

    static Stream<Snippet> routesOfALibrary() {
        return Snippet.all("yaml").filter(snippet -> ofALibrary(snippet.page()));
    }

    static Stream<Snippet> json() {
        return Snippet.all("json");
    }

    private static boolean ofALibrary(Path page) {
        return page.endsWith("library.md");
    }

    private static Map<String, String> values(Snippet snippet) {
        try {
            Properties read = new Properties();
            read.load(new StringReader(snippet.text()));
            return read.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, read::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Map<String, String> values) throws IOException {
        Map<String, String> all = new TreeMap<>(SET_BY_EVERYONE);
        all.putAll(values);
        if (!all.getOrDefault("wolkvox.base-url", "").isEmpty() || all.containsKey("wolkvox.operations")) {
            all.remove("wolkvox.server", SET_BY_EVERYONE.get("wolkvox.server"));
        }
        Files.writeString(
                home.resolve("application.properties"),
                all.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue().replace("\\", "\\\\"))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private void copyRoutes() throws IOException {
        Path routes = Files.createDirectories(home.resolve("routes"));
        for (Path file : RouteYaml.files()) {
            Files.copy(file, routes.resolve(file.getFileName()));
        }
    }

    /** Adds steps to the end of the shipped routing file. JSON is YAML, too. */
    private void intoTheRoutingFile(JsonNode steps) throws IOException {
        Path routing = home.resolve("routes/routing.camel.yaml");
        JsonNode file = RouteYaml.read(routing);
        ((ArrayNode) file.at("/0/route/from/steps")).addAll((ArrayNode) steps);
        Files.writeString(routing, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file));
    }

    /** A stub speaks of a step of a recipe, which whoever follows the page has copied. */
    private void copyRecipe(String step) throws IOException {
        try (Stream<Path> recipes = Files.list(Path.of("routes/recipes"))) {
            for (Path recipe : recipes.toList()) {
                if (Files.readString(recipe).contains("id: " + step + "\n")) {
                    Files.copy(recipe, home.resolve("routes").resolve(recipe.getFileName()));
                }
            }
        }
    }

    private void place(Snippet snippet, int number) throws IOException {
        JsonNode yaml = RouteYaml.parse(snippet.text());
        JsonNode first = yaml.path(0);
        String name = "snippet-" + number;
        if (yaml.has("examples") || first.has("record")) {
            Files.writeString(home.resolve("routes/" + name + ".examples.yaml"), snippet.text());
            for (String step : (Iterable<String>) yaml.path("stubs")::fieldNames) {
                copyRecipe(step);
            }
        } else if (OF_A_FILE.stream().anyMatch(first::has)) {
            assertThat(RouteYaml.mistakes(yaml)).as(snippet.toString()).isEmpty();
            Files.writeString(home.resolve("routes/" + name + ".camel.yaml"), snippet.text());
        } else {
            assertThat(yaml.isArray()).as(snippet + " is a list of steps").isTrue();
            intoTheRoutingFile(yaml);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theSettingsCheckHasNothingAgainstIt(Snippet snippet) throws IOException {
        write(values(snippet));
        Settings settings = Settings.load(home, Map.of(), new Properties(), Map.of());

        assertThat(SettingsCheck.run(settings)).extracting(Problem::line).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pagesWithRoutes")
    void allThatAPageShowsPassesTheCheckCommandTogether(Path page) throws IOException {
        copyRoutes();
        int number = 0;
        for (Snippet snippet : Snippet.of(page, "yaml")) {
            place(snippet, ++number);
        }
        Map<String, String> values = new TreeMap<>();
        Snippet.of(page, "properties").forEach(snippet -> values.putAll(values(snippet)));
        values.put("store.url", "jdbc:h2:mem:documented");
        write(values);

        Output check = Output.of("check", "--home", home.toString());

        assertThat(check.exitCode()).as(check.text()).isZero();
        assertThat(check.text()).doesNotContain("warning").contains("in order");
    }

    @ParameterizedTest
    @MethodSource("routesOfALibrary")
    void camelsSchemaHasNothingAgainstIt(Snippet snippet) {
        assertThat(RouteYaml.mistakes(RouteYaml.parse(snippet.text()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("json")
    void itIsJson(Snippet snippet) throws IOException {
        assertThat(JSON.readTree(snippet.text()).isObject()).isTrue();
    }

    @Test
    void snippetsThatNobodyCanRunAreMarkedAndVeryFew() {
        List<Snippet> all = Snippet.pages().stream()
                .flatMap(page -> Snippet.of(page).stream())
                .toList();

        assertThat(all)
                .extracting(Snippet::language)
                .isSubsetOf("", "yaml", "properties", "json", "sql", "java", "xml", "python", "js", "http", "mermaid");
        assertThat(all).extracting(Snippet::mark).isSubsetOf("", "not-run");
        assertThat(all).filteredOn(snippet -> !snippet.mark().isEmpty()).hasSizeLessThan(4);
    }
}
