package org.clickrouter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

/** The catalogue file of the component, by which Camel's tools complete and check routes. */
class CatalogTest {

    private static JsonNode catalog() throws IOException {
        try (InputStream file = CatalogTest.class.getResourceAsStream("/META-INF/org/clickrouter/outbox/outbox.json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    @Test
    void itTellsEachOptionAndItsType() throws IOException {
        JsonNode options = catalog().path("properties");

        assertThat(catalog().at("/component/syntax").asText()).isEqualTo("outbox:name");
        assertThat(options.at("/rate/type").asText()).isEqualTo("number");
        assertThat(options.at("/maxInFlight/type").asText()).isEqualTo("integer");
        assertThat(options.at("/every/type").asText()).isEqualTo("duration");
    }

    @Test
    void itIsAsNewAsTheEndpoint() throws IOException {
        JsonNode options = catalog().path("properties");

        assertThat(OutboxEndpoint.class.getDeclaredFields())
                .filteredOn(field -> !Modifier.isStatic(field.getModifiers()))
                .hasSizeGreaterThan(5)
                .allSatisfy(field -> assertThat(options.path(field.getName())
                                .path("description")
                                .asText())
                        .as(field.getName())
                        .isNotBlank());
    }
}
