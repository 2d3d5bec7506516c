package org.clickrouter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The bundle's two ends inside a host: as valid as the files of routes/, which are on the class path as they stand
 * there.
 */
class LibraryRoutesAreValidTest {

    private static JsonNode ends() {
        return RouteYaml.read(Path.of("src/main/resources/META-INF/click-router/library.camel.yaml"));
    }

    @Test
    void camelsOwnSchemaHasNothingAgainstThem() {
        assertThat(RouteYaml.mistakes(ends())).isEmpty();
    }

    @Test
    void noneOfThemHasTheIdOfAShippedRoute() {
        assertThat(ends())
                .hasSize(2)
                .allSatisfy(route -> assertThat(RouteYaml.routeIds())
                        .doesNotContain(route.at("/route/id").asText()));
    }

    @Test
    void aFailureInsideTheSplitFailsTheCall() {
        assertThat(RouteYaml.all(ends(), "split"))
                .hasSize(1)
                .allSatisfy(split ->
                        assertThat(split.path("aggregationStrategy").asText()).isEqualTo("failTogether"));
    }

    @Test
    void theShippedRoutesAreOnTheClassPathToTheLetter() throws IOException {
        for (Path file : RouteYaml.files()) {
            try (InputStream copy =
                    getClass().getResourceAsStream("/META-INF/click-router/routes/" + file.getFileName())) {
                assertThat(copy).as(file.toString()).isNotNull();
                assertThat(new String(copy.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(Files.readString(file));
            }
        }
    }
}
