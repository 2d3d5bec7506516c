package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.WebhookReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engineer's error handlers in files of routes/ are obeyed as Camel says, and govern nothing but his routes. */
class OwnErrorHandlersTest {

    private static final String FAILS_FOR_B = """
              steps:
                - choice:
                    when:
                      - simple: "${header.chat_id} == 'b'"
                        steps:
                          - throwException:
                              exceptionType: java.lang.IllegalStateException
                              message: not this one
        """;

    @TempDir
    private Path home;

    private static String failingForB(String routing) {
        return routing.replaceFirst("(?m)^      steps:\n", java.util.regex.Matcher.quoteReplacement(FAILS_FOR_B));
    }

    private static String behind(String item, String routing) {
        return routing.replaceFirst("(?m)^- route:", java.util.regex.Matcher.quoteReplacement(item + "\n- route:"));
    }

    @Test
    void anOnExceptionOfTheRoutingFileDecidesWhereAFailedClickGoes() throws IOException {
        try (Rig rig = new Rig(home)) {
            String routing = failingForB(rig.routeFile("routing.camel.yaml"));
            rig.write("routing.camel.yaml", behind("""
                - onException:
                    exception: [java.lang.IllegalStateException]
                    handled:
                      constant: "true"
                    steps:
                      - to:
                          id: to-webhook-all-the-same
                          uri: outbox:webhook
                """, routing));
            rig.click("a", "OTRA").click("b", "OTRA");

            Router router = rig.start();

            eventually(() -> assertThat(rig.received()).containsExactly("b"));
            assertThat(Rig.store(router).revisions().unrouted().count()).isZero();
        }
    }

    @Test
    void theRedeliveryOfAnErrorHandlerInAFileOfHisOwnRepeatsALookup() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (Rig rig = new Rig(home);
                WebhookReceiver crm = WebhookReceiver.start()) {
            crm.behave(request -> asked.incrementAndGet() < 3 ? Behaviour.status(503) : Behaviour.ok());
            rig.write("lookup.camel.yaml", """
                - errorHandler:
                    defaultErrorHandler:
                      redeliveryPolicy:
                        maximumRedeliveries: 5
                        redeliveryDelay: "1"
                - route:
                    id: lookup
                    from:
                      uri: direct:lookup
                      steps:
                        - to:
                            uri: CRM
                """.replace("CRM", crm.url()));
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml")
                            .replaceFirst(
                                    "(?m)^      steps:\n",
                                    "      steps:\n        - enrich:\n            constant: direct:lookup\n"
                                            + "            aggregationStrategy: keepRecord\n"));
            rig.write("strategy.camel.yaml", """
                - beans:
                    - name: keepRecord
                      type: "#class:org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy"
                """);
            rig.click("a", "VENTA");

            Router router = rig.start();

            eventually(() -> assertThat(rig.received()).containsExactly("a"));
            assertThat(asked).hasValue(3);
            assertThat(Rig.store(router).revisions().unrouted().count()).isZero();
        }
    }

    @Test
    void anErrorHandlerThatSwallowsFailuresDoesNotMakeAFailedDeliveryDone() throws IOException {
        try (Rig rig = new Rig(home)) {
            rig.write("a.camel.yaml", """
                - errorHandler:
                    deadLetterChannel:
                      deadLetterUri: log:swallowed
                """);
            AtomicInteger requests = new AtomicInteger();
            rig.webhook.behave(request -> requests.incrementAndGet() < 3 ? Behaviour.status(503) : Behaviour.ok());
            rig.click("a", "VENTA");

            Router router = rig.start();

            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(1));
            assertThat(requests).hasValue(3);
        }
    }
}
