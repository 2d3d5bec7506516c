package org.clickrouter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.time.DateTimeException;
import java.time.Instant;
import org.clickrouter.store.outbox.Periods;
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
    void timesOfTheDayTakeThePlaceOfAPeriodAndAMistakeInThemIsToldAtTheStart() {
        OutboxEndpoint endpoint = new OutboxEndpoint("outbox:email", null, "email");
        assertThat(endpoint.periods()).isNull();
        endpoint.setEvery(1000);
        endpoint.setAt("08:00, 17:00");
        endpoint.setZone("America/Bogota");

        assertThat(endpoint.periods()
                        .around(Instant.parse("2026-03-10T15:00:00Z").toEpochMilli()))
                .isEqualTo(new Periods.Period(
                        Instant.parse("2026-03-10T13:00:00Z").toEpochMilli(),
                        Instant.parse("2026-03-10T22:00:00Z").toEpochMilli()));
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> endpoint.setAt("8 o'clock"));
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> endpoint.setZone("Bogotá"));
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
