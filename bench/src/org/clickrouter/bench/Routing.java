package org.clickrouter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.clickrouter.poll.ChunkProcessor;
import org.clickrouter.report.Click;
import org.clickrouter.run.Router;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.clicks.RoutedClick;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One click through direct:route-click of a product that runs; of all branches the last one matches, so each is asked.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Routing {

    private static final String CODE = "No_contesta";

    /** How many branches the file has. */
    @Param({"1", "3", "50"})
    public int branches;

    /** How a branch asks: by a list of application.properties (ref) or by an expression (simple). */
    @Param({"ref", "simple"})
    public String by;

    private final Click click = Click.of("default", Answers.record());
    private Router router;
    private ProducerTemplate template;
    private Endpoint entry;

    @Setup
    public void start() throws IOException {
        Path home = Files.createTempDirectory("routing-bench");
        StringBuilder routes = new StringBuilder(
                "- route:\n    id: route-click\n    from:\n      uri: direct:route-click\n      steps:\n");
        StringBuilder settings = new StringBuilder(
                "wolkvox.token=t\nwolkvox.base-url=http://127.0.0.1:9\npoll.period=1d\nhttp.port=0\n");
        for (int i = 1; i <= branches; i++) {
            String code = i == branches ? CODE : "CODE_" + i;
            settings.append("d").append(i).append(".codes=").append(code).append('\n');
            routes.append("        - choice:\n            when:\n              - ")
                    .append(
                            by.equals("ref")
                                    ? "ref: d" + i + ".codes"
                                    : "simple: \"${header.cod_act} == '" + code + "'\"")
                    .append("\n                steps:\n                  - to:\n")
                    .append("                      uri: outbox:d")
                    .append(i)
                    .append('\n');
        }
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/routing.camel.yaml"), routes);
        Files.writeString(home.resolve("application.properties"), settings);
        router = new Router(
                Settings.load(
                        home,
                        Map.of(),
                        new java.util.Properties(),
                        Map.of("store.url", "jdbc:h2:mem:bench-" + branches + by, "log.level", "ERROR")),
                home,
                Router.Mode.RUN);
        router.start();
        template = router.context().createProducerTemplate();
        entry = router.context().getEndpoint("direct:route-click");
    }

    @TearDown
    public void stop() {
        router.close();
    }

    @Benchmark
    public Object click() {
        Exchange exchange = new DefaultExchange(router.context());
        RoutedClick change = RoutedClick.dryRun(click, 1);
        ChunkProcessor.show(exchange, change);
        template.send(entry, exchange);
        if (change.destinations() != 1) {
            throw new IllegalStateException("went to " + change.names() + ", " + exchange.getException());
        }
        return change;
    }
}
