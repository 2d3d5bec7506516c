package org.clickrouter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests that docs/testing-your-routes.md shows are those of this project, to the letter. */
class CopiedTestsTest {

    @ParameterizedTest
    @ValueSource(strings = {"RoutingRulesTest", "DestinationRouteTest"})
    void thePageShowsWhatRuns(String name) throws IOException {
        String test = Files.readString(Path.of("src/test/java/org/clickrouter/docs/copy/" + name + ".java"));

        assertThat(Files.readString(Path.of("docs/testing-your-routes.md")))
                .contains(test.substring(test.indexOf("import ")));
    }
}
