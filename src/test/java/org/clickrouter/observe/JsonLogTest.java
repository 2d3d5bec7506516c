package org.clickrouter.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** The log's lines as JSON: what they are about stands in fields of its own. */
class JsonLogTest {

    private static final String TEMPLATE = "classpath:org/clickrouter/log-json.json";

    private static JsonNode line(String message) throws Exception {
        JsonTemplateLayout layout = JsonTemplateLayout.newBuilder()
                .setConfiguration(new DefaultConfiguration())
                .setEventTemplateUri(TEMPLATE)
                .build();
        return new ObjectMapper()
                .readTree(layout.toSerializable(Log4jLogEvent.newBuilder()
                        .setLoggerName("org.clickrouter.outbox.DeliveryWorker")
                        .setLevel(Level.WARN)
                        .setMessage(new SimpleMessage(message))
                        .build()));
    }

    @Test
    void whatALineIsAboutStandsInFieldsAndTheMessageIsAsItWas() throws Exception {
        String message = "destination=crm delivery=msg_1 chat=c-7 cod_act=VENTA attempt=2 kind=TIMED_OUT: took longer."
                + " window=none \"quoted\"";

        JsonNode line = line(message);

        assertThat(line.get("message").asText()).isEqualTo(message);
        assertThat(line.get("log.level").asText()).isEqualTo("WARN");
        assertThat(line.get("clickrouter.destination").asText()).isEqualTo("crm");
        assertThat(line.get("clickrouter.delivery").asText()).isEqualTo("msg_1");
        assertThat(line.get("clickrouter.chat").asText()).isEqualTo("c-7");
        assertThat(line.get("clickrouter.code").asText()).isEqualTo("VENTA");
        assertThat(line.get("clickrouter.kind").asText()).isEqualTo("TIMED_OUT");
        assertThat(line.path("clickrouter.operation").asText()).isEmpty();
        assertThat(line.path("clickrouter.window").asText())
                .as("a word of the sentence")
                .isEmpty();
    }

    @Test
    void aLineOfReadingHasOperationAndWindowAndAnyOtherHasNone() throws Exception {
        JsonNode read = line("operation=bogota window=2026-11-27T18:28:27Z..2026-11-27T20:28:24Z live records=1: read");
        assertThat(read.get("clickrouter.operation").asText()).isEqualTo("bogota");
        assertThat(read.get("clickrouter.window").asText()).isEqualTo("2026-11-27T18:28:27Z..2026-11-27T20:28:24Z");
        assertThat(line("destination=crm: sick (HTTP 503)")
                        .get("clickrouter.destination")
                        .asText())
                .isEqualTo("crm");
        assertThat(line("routes: a line\nand operation=x another")
                        .path("clickrouter.operation")
                        .asText())
                .isEmpty();
    }

    @Test
    void theProductsConfigurationUsesIt() throws Exception {
        assertThat(Files.readString(Path.of("src/main/resources/log4j2.xml"))).contains(TEMPLATE);
    }
}
