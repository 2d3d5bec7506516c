package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.Behaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Reads and sends as spans, where an OpenTelemetry runs in the process. */
@Isolated("OpenTelemetry is one for the whole process")
class TracingTest {

    private static final AttributeKey<String> WINDOW = AttributeKey.stringKey("clickrouter.window");
    private static final AttributeKey<String> DELIVERY = AttributeKey.stringKey("clickrouter.delivery");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @TempDir
    private Path home;

    private final OpenTelemetry telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();

    @BeforeEach
    void record() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(telemetry);
    }

    @AfterEach
    void forget() {
        GlobalOpenTelemetry.resetForTest();
    }

    private List<SpanData> spans(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    @Test
    void eachSendLinksToTheReadThatBroughtItsCodeAlsoALaterTry() {
        try (Rig rig = new Rig(home)) {
            rig.webhook.behave(request -> Behaviour.status(503));
            Router router = rig.click("c1", "VENTA").start();
            eventually(() -> assertThat(spans("deliver webhook")).hasSizeGreaterThan(1));
            rig.webhook.behave(Behaviour.ok());
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().notDone().count()).isZero());

            List<SpanData> sends = spans("deliver webhook");
            assertThat(sends).allSatisfy(send -> {
                assertThat(send.getAttributes().get(DELIVERY))
                        .isEqualTo(Rig.store(router).deliveries().list().get(0).id());
                assertThat(send.getLinks()).hasSize(1);
            });
            assertThat(sends.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(sends.get(sends.size() - 1).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(sends)
                    .extracting(send -> send.getLinks().get(0).getSpanContext().getSpanId())
                    .containsOnly(spans("read window").get(0).getSpanId());
            assertThat(spans("read window").get(0).getAttributes().get(WINDOW)).endsWith(" live");

            rig.click("c2", "VENTA");
            eventually(() -> assertThat(Rig.store(router).deliveries().list()).hasSize(2));
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().notDone().count()).isZero());
            SpanData later =
                    spans("deliver webhook").get(spans("deliver webhook").size() - 1);
            assertThat(later.getTraceId())
                    .as("a trace of its own: the read may be days away")
                    .isNotEqualTo(later.getLinks().get(0).getSpanContext().getTraceId());
            assertThat(spans("read window"))
                    .filteredOn(read -> read.getSpanId()
                            .equals(later.getLinks().get(0).getSpanContext().getSpanId()))
                    .singleElement()
                    .satisfies(
                            read -> assertThat(read.getAttributes().get(WINDOW)).endsWith(" re-read"));
        }
    }

    @Test
    void aLineAboutADeliveryNamesTheReadThatCausedItAsTheLineOfThatReadDoes() {
        try (Rig rig = new Rig(home);
                LogLines log = LogLines.ofTheProduct()) {
            rig.webhook.behave(request -> Behaviour.status(503));
            Router router = rig.click("c1", "VENTA").start();
            eventually(() -> assertThat(about(log, "clickrouter.delivery")).isNotEmpty());
            rig.stop(router);

            String read = "00-" + spans("read window").get(0).getTraceId() + "-"
                    + spans("read window").get(0).getSpanId() + "-01";
            assertThat(about(log, "clickrouter.delivery")).containsOnly(read);
            assertThat(about(log, "clickrouter.window").get(0)).isEqualTo(read);
        }
    }

    /** Of each line of the log that has a field the read that it names. */
    private static List<String> about(LogLines log, String field) {
        return log.objects().stream()
                .filter(line -> !line.path(field).asText().isEmpty())
                .map(line -> line.path("clickrouter.traceparent").asText())
                .toList();
    }

    @Test
    void anApplicationAroundUsIsAskedForItsOwnAndMaySetThatOfTheProcessLater() throws Exception {
        GlobalOpenTelemetry.resetForTest();
        try (ApiSimulator api = ApiSimulator.start(ApiOptions.defaults().licenses(1000));
                Host host = new Host(
                                home,
                                Map.of(
                                        "click-router.wolkvox.base-url",
                                        api.baseUrl(),
                                        "click-router.wolkvox.token",
                                        "demo-token"))
                        .takes()) {
            host.context.getRegistry().bind("itsTelemetry", telemetry);
            host.start();
            eventually(() -> assertThat(spans("read window")).isNotEmpty());

            GlobalOpenTelemetry.set(telemetry);
        }
    }

    @Test
    void aReceiverIsToldOfTheReadWhereThatIsAskedForAndNobodyElse() throws Exception {
        try (Rig rig = new Rig(home)) {
            Router untold = rig.click("c1", "VENTA").start();
            eventually(() -> assertThat(Rig.store(untold).allDone(1)).isTrue());
            assertThat(rig.webhook.received().get(0).header("traceparent")).isEmpty();
            rig.stop(untold);

            Router router = rig.set("webhook.traceparent", "true").start();
            rig.click("c2", "VENTA");
            eventually(() -> assertThat(Rig.store(router).allDone(2)).isTrue());

            assertThat(spans("read window"))
                    .extracting(read -> "00-" + read.getTraceId() + "-" + read.getSpanId() + "-01")
                    .contains(
                            rig.webhook.received().get(1).header("traceparent").orElseThrow());
        }
    }
}
