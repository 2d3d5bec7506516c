package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.javaagent.OpenTelemetryAgent;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/tracing.md: the packaged jar under the Java agent of OpenTelemetry, which writes its spans into the output. */
class AgentIT {

    private static final String SPANS = "OtlpJsonLoggingSpanExporter - ";

    @TempDir
    Path folder;

    private static Path agent() throws URISyntaxException {
        return Path.of(OpenTelemetryAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private RunningJar underTheAgent(Home home) throws URISyntaxException {
        List<String> options = new ArrayList<>(RunningJar.QUICK_START);
        options.addAll(List.of(
                "-javaagent:" + agent(),
                "-Dotel.traces.exporter=logging-otlp",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.bsp.schedule.delay=100",
                "-Dotel.instrumentation.jdbc.enabled=false"));
        return RunningJar.launch(home.write().folder(), options, "run").serving();
    }

    @Test
    void aSendLinksToItsReadWithTheAgentsCallsUnderBothAndNoSecretIsInASpan() throws Exception {
        try (Outside outside =
                new Outside(ApiOptions.defaults().token(Outside.TOKEN).licenses(100))) {
            outside.click("573001112233", "VENTA");
            Home home = new Home(folder)
                    .quick()
                    .with("wolkvox.base-url", outside.api.baseUrl())
                    .with("wolkvox.token", Outside.TOKEN)
                    .with("webhook.url", outside.webhook.url())
                    .with("webhook.secret", "whsec_" + Outside.SECRET_KEY)
                    .with("webhook.codes", "VENTA");
            try (RunningJar jar = underTheAgent(home)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(named(spans(jar), "deliver webhook")).isNotEmpty());
                assertThat(jar.stop()).isZero();

                List<JsonNode> spans = spans(jar);
                JsonNode send = named(spans, "deliver webhook").get(0);
                JsonNode read = spans.stream()
                        .filter(span -> span.path("spanId")
                                .asText()
                                .equals(send.path("links")
                                        .path(0)
                                        .path("spanId")
                                        .asText()))
                        .findAny()
                        .orElseThrow();
                assertThat(read.path("name").asText()).isEqualTo("read window");
                assertThat(send.path("links").path(0).path("traceId").asText())
                        .isEqualTo(read.path("traceId").asText());
                assertThat(send.path("traceId")).isNotEqualTo(read.path("traceId"));
                assertThat(under(spans, read)).contains("GET");
                assertThat(under(spans, send)).contains("POST");
                assertThat(attribute(send, "clickrouter.delivery"))
                        .isEqualTo(outside.webhookIds().get(0));
                assertThat(attribute(read, "clickrouter.operation")).isEqualTo("default");

                assertThat(jar.output())
                        .contains(SPANS)
                        .doesNotContain(Outside.TOKEN)
                        .doesNotContain(Outside.SECRET_KEY);
                assertThat(spans.toString()).as("nothing of a person").doesNotContain("573001112233");
            }
        }
    }

    private static List<String> under(List<JsonNode> spans, JsonNode parent) {
        return spans.stream()
                .filter(span -> span.path("parentSpanId").equals(parent.path("spanId")))
                .map(span -> span.path("name").asText())
                .toList();
    }

    private static List<JsonNode> named(List<JsonNode> spans, String name) {
        return spans.stream()
                .filter(span -> span.path("name").asText().equals(name))
                .toList();
    }

    private static String attribute(JsonNode span, String name) {
        for (JsonNode attribute : span.path("attributes")) {
            if (attribute.path("key").asText().equals(name)) {
                return attribute.path("value").path("stringValue").asText();
            }
        }
        return null;
    }

    /** The last line may be half written. */
    private static List<JsonNode> spans(RunningJar jar) {
        String output = jar.output();
        return output.substring(0, output.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.contains(SPANS))
                .map(line -> parse(line.substring(line.indexOf(SPANS) + SPANS.length())))
                .flatMap(resource -> each(resource.path("scopeSpans")))
                .flatMap(scope -> each(scope.path("spans")))
                .toList();
    }

    private static Stream<JsonNode> each(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements.stream();
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
