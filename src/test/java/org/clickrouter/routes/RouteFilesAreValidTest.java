package org.clickrouter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An invalid route file fails the build, and so does one that forgets what every route file here must have. */
class RouteFilesAreValidTest {

    private static final String POLICY = "org.apache.camel.throttling.ThrottlingInflightRoutePolicy";

    static List<Path> files() {
        return Stream.concat(RouteYaml.files().stream(), recipes().stream()).toList();
    }

    static List<Path> recipes() {
        try (Stream<Path> all = Files.list(RouteYaml.FOLDER.resolve("recipes"))) {
            return all.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kaoto shows routes, and passes over templates and what is made from them (KaotoIO/kaoto#2280). */
    static List<Path> filesForEditors() {
        return Stream.concat(
                        recipes().stream(),
                        Stream.of("routing.camel.yaml", "destinations.camel.yaml")
                                .map(RouteYaml.FOLDER::resolve))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("filesForEditors")
    void anEditorShowsAllOfAFileThatEngineersEdit(Path file) {
        assertThat(RouteYaml.read(file)).isNotEmpty().allSatisfy(item -> {
            assertThat(item.fieldNames()).toIterable().containsExactly("route");
            assertThat(item.at("/route/from/uri").asText()).isNotBlank();
            assertThat(item.at("/route/from/steps")).isNotEmpty();
        });
    }

    @Test
    void aDestinationIsAPlainRouteFromItsQueueToAKamelet() {
        assertThat(RouteYaml.read(RouteYaml.FOLDER.resolve("destinations.camel.yaml")))
                .allSatisfy(item -> {
                    String name = item.at("/route/from/uri").asText().replaceFirst("outbox:", "");
                    assertThat(item.at("/route/precondition").asText()).isEqualTo("{{" + name + ".enabled}}");
                    assertThat(item.at("/route/from/steps")).singleElement().satisfies(to -> {
                        assertThat(to.at("/to/uri").asText()).matches("kamelet:click-[a-z]+-sink");
                        assertThat(to.at("/to/parameters/destination").asText()).isEqualTo(name);
                    });
                });
    }

    static List<Path> templates() {
        return files().stream()
                .filter(file -> file.getFileName().toString().matches("poll\\.camel\\.yaml"))
                .toList();
    }

    @Test
    void theShippedFilesAreFound() {
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .contains(
                        "routing.camel.yaml",
                        "destinations.camel.yaml",
                        "poll.camel.yaml",
                        "second-webhook.camel.yaml");
        assertThat(templates()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void camelsOwnSchemaHasNothingAgainstTheFile(Path file) {
        assertThat(RouteYaml.mistakes(RouteYaml.read(file))).isEmpty();
    }

    @Test
    void aFileWithAnUnknownStepIsInvalid() {
        JsonNode file = RouteYaml.parse("""
            - route:
                id: wrong
                from:
                  uri: timer:x
                  steps:
                    - sendTo:
                        uri: log:x
            """);

        assertThat(RouteYaml.mistakes(file)).anyMatch(mistake -> mistake.contains("sendTo"));
    }

    @Test
    void aFileWithAnUnknownOptionOfAStepIsInvalid() {
        JsonNode file = RouteYaml.parse("""
            - route:
                id: wrong
                from:
                  uri: timer:x
                  steps:
                    - throttle:
                        constant: 3
                        timePeriodMilis: 1000
            """);

        assertThat(RouteYaml.mistakes(file)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRouteHasAnIdAndADescription(Path file) {
        for (JsonNode item : RouteYaml.read(file)) {
            if (item.has("route")) {
                assertThat(item.at("/route/id").asText()).as("id").isNotBlank();
                assertThat(item.at("/route/description").asText())
                        .as("description")
                        .isNotBlank();
            } else if (item.has("routeTemplate")) {
                assertThat(item.at("/routeTemplate/id").asText())
                        .as("id of the template")
                        .isNotBlank();
                assertThat(item.at("/routeTemplate/route/description").asText())
                        .as("description")
                        .isNotBlank();
            } else if (item.has("templatedRoute")) {
                assertThat(item.at("/templatedRoute/routeId").asText()).as("id").isNotBlank();
            }
        }
    }

    static List<Path> shipped() {
        return RouteYaml.files();
    }

    /**
     * All but the engineer's, of which the recipes become a part: an error handler in one of his files must not decide
     * on a poll or a delivery.
     */
    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedRouteButTheRoutingStatesItsOwnErrorHandler(Path file) {
        for (JsonNode item : RouteYaml.read(file)) {
            assertThat(item.has("errorHandler")).as("for all files").isFalse();
            JsonNode route = item.has("route") ? item.get("route") : item.at("/routeTemplate/route");
            if (!route.isMissingNode()) {
                assertThat(route.has("errorHandler"))
                        .as(route.path("description").asText())
                        .isEqualTo(!route.path("id").asText().equals("route-click"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyStepThatLeavesTheRouteHasAnId(Path file) {
        JsonNode root = RouteYaml.read(file);
        for (String step : List.of("to", "toD", "bean", "throttle", "split", "unmarshal", "choice")) {
            assertThat(RouteYaml.all(root, step))
                    .allSatisfy(to -> assertThat(to.path("id").asText())
                            .as(step + " " + to)
                            .isNotBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void noFileHandsClicksToAnotherThread(Path file) {
        JsonNode root = RouteYaml.read(file);

        for (String step : List.of("parallelProcessing", "wireTap", "threads", "executorService", "asyncDelayed")) {
            assertThat(RouteYaml.all(root, step)).as(step).isEmpty();
        }
        assertThat(RouteYaml.all(root, "uri")).noneMatch(uri -> uri.asText().matches("(seda|disruptor|vm):.*"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theThrottlesStandWhereAnEngineerSeesThem(Path file) {
        JsonNode root = RouteYaml.read(file);

        assertThat(RouteYaml.all(root, "throttle")).isNotEmpty();
        assertThat(RouteYaml.all(root, "beans"))
                .anySatisfy(beans -> assertThat(beans).anySatisfy(bean -> {
                    assertThat(bean.path("type").asText()).isEqualTo(POLICY);
                    assertThat(bean.at("/properties/maxInflightExchanges").asText())
                            .isEqualTo("{{maxInFlight}}");
                }));
        assertThat(RouteYaml.all(root, "routePolicy"))
                .extracting(JsonNode::asText)
                .contains("{{inFlight}}");
    }

    @Test
    void anAnswerIsNeverCachedOnItsWay() {
        JsonNode poll = RouteYaml.read(RouteYaml.FOLDER.resolve("poll.camel.yaml"));

        assertThat(poll)
                .filteredOn(item -> List.of("poll", "read-window")
                        .contains(item.at("/routeTemplate/id").asText()))
                .hasSize(2)
                .allSatisfy(item -> assertThat(
                                item.at("/routeTemplate/route/streamCache").asText())
                        .isEqualTo("false"));
        assertThat(RouteYaml.all(poll, "to"))
                .filteredOn(to -> to.path("uri").asText().startsWith("http"))
                .isNotEmpty()
                .allSatisfy(
                        to -> assertThat(to.at("/parameters/disableStreamCache").asBoolean())
                                .isTrue());
    }

    @Test
    void aFailureInsideASplitStopsItOrIsKeptSoThatProgressCannotPassIt() {
        JsonNode poll = RouteYaml.read(RouteYaml.FOLDER.resolve("poll.camel.yaml"));

        assertThat(RouteYaml.all(poll, "split"))
                .isNotEmpty()
                .allSatisfy(split -> assertThat(split.path("stopOnException").asBoolean()
                                ^ split.path("aggregationStrategy").asText().equals("keepUnrouted"))
                        .as(split.path("id").asText())
                        .isTrue());
    }
}
