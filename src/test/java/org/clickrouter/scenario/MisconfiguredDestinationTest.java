package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.clickrouter.run.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake in our own settings, routes or templates harms no click: the queue of that destination waits. */
class MisconfiguredDestinationTest {

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void prepare() {
        rig = new Rig(home)
                .set("crm.codes", "VENTA")
                .set("crm.url", "http://127.0.0.1:1/{chatid}/x")
                .set("retry.schedule", "50ms,50ms");
    }

    @AfterEach
    void end() {
        rig.close();
    }

    private void destination(String steps) throws Exception {
        rig.write("crm.camel.yaml", """
            - route:
                id: own-crm
                from:
                  uri: outbox:crm
                  steps:
            """ + steps.indent(8) + """
                    - to: log:sent
            """);
        String begin = "      steps:\n";
        rig.write("routing.camel.yaml", rig.routeFile("routing.camel.yaml").replaceFirst(begin, begin + """
            - filter:
                ref: crm.codes
                steps:
                  - to: outbox:crm
            """.indent(8)));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("a rate that is no whole number", """
                    - throttle:
                        constant: "2.5"
                    """, "2.5"),
                Arguments.of("a bean that is missing", """
                    - toD: "bean:leads${header.x}"
                    """, "leads"),
                Arguments.of("a template that is missing", """
                    - to: mustache:file:routes/crm.mustache
                    """, "crm.mustache"),
                Arguments.of("a component that is missing", """
                    - toD: "nonsense:${header.x}"
                    """, "nonsense"),
                Arguments.of("a field in the address that no click has", """
                    - to:
                        uri: kamelet:click-webhook-sink
                        parameters:
                          destination: crm
                    """, "chatid"),
                Arguments.of("an address in a route that is none", """
                    - to: smtp://127.0.0.1:1?from=a@example.com&to=ana..perez@example.com
                    """, "dot-dot"),
                Arguments.of("a script that fails on everything", """
                    - setBody:
                        simple: "${body.record}"
                    - setBody:
                        jq: ".chat_id | error(\\"no\\")"
                    """, "no"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void itsQueueWaitsAndLosesNoAttempts(String what, String steps, String told) throws Exception {
        destination(steps);
        Router router = rig.clicks("c", 12, "VENTA").start();

        eventually(() -> assertThat(Rig.store(router).pauses())
                .filteredOn(pause -> pause.destination().equals("crm"))
                .singleElement()
                .extracting(pause -> pause.kind() + pause.reason())
                .asString()
                .startsWith("misconfigured")
                .contains(told));
        eventually(() -> assertThat(rig.received()).hasSize(12));
        rig.callsMore(10);
        assertThat(Rig.store(router).deliveries().to("crm").pending().tried(0).count())
                .isEqualTo(12);
        assertThat(Rig.health(router, "/observe/health/ready"))
                .contains("DOWN", "Destination crm is misconfigured (", "lose no attempts");
        assertThat(Output.of("status", "--home", home.toString()).text())
                .contains("destination crm: MISCONFIGURED since", told, "click-router resume crm");

        rig.stop(router);
        destination("- log: mended");
        Router mended = rig.start();
        eventually(
                () -> assertThat(Rig.store(mended).deliveries().to("crm").done().count())
                        .isEqualTo(12));
        assertThat(Rig.store(mended).pauses()).isEmpty();
    }

    @Test
    void oneMessageThatItsRouteCannotTakeDiesAloneAndHoldsUpNoOther() throws Exception {
        destination("""
            - setBody:
                simple: "${body.record}"
            - setHeader:
                name: lead
                jq: "if .chat_id == \\"bad\\" then error(\\"no\\") else 1 end"
            """);
        rig.click("bad", "VENTA");
        rig.clicks("c", 20, "VENTA");
        Router router = rig.start();

        eventually(
                () -> assertThat(Rig.store(router).deliveries().to("crm").done().count())
                        .isEqualTo(20));
        AtomicInteger more = new AtomicInteger();
        eventually(() -> {
            // Each that is taken tells that the route is right and this one message is not.
            rig.click("more" + more.incrementAndGet(), "VENTA");
            Rig.store(router).edit().nextTryOfPausesIsNow();
            assertThat(Rig.store(router).deliveries().to("crm").dead().failures())
                    .containsExactly("ROUTE_FAILED");
        });
        eventually(() -> {
            Rig.store(router).edit().nextTryOfPausesIsNow();
            assertThat(Rig.store(router).deliveries().to("crm").done().count()).isEqualTo(20 + more.get());
        });
    }
}
