package org.clickrouter.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.DurationConverter;
import org.clickrouter.cli.option.NoColor;
import org.clickrouter.cli.option.Termination;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.ClickGenerator;
import org.clickrouter.simulate.Live;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate}: the report API on this machine, for engineers without a sandbox. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Serves a strict stand-in for the report API on this machine, with made-up clicks.",
            "GET /control tells how to add clicks, recode them, and order faults."
        },
        footer = {"", "For example: click-router simulate --port 8090 --clicks 500"})
final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private NoColor noColor;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "0 = any free one (default: ${DEFAULT-VALUE}).",
            defaultValue = "8090")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1")
    private String host;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The token that it accepts (default: ${DEFAULT-VALUE}).",
            defaultValue = "demo-token")
    private String token;

    @Option(
            names = "--clicks",
            paramLabel = "N",
            description = "Clicks of the last day to begin with (default: ${DEFAULT-VALUE}).",
            defaultValue = "500")
    private int clicks;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "A few new clicks and late codes each time (default: ${DEFAULT-VALUE}).",
            defaultValue = "5s",
            converter = DurationConverter.class)
    private Duration every;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed makes the same clicks (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--licenses",
            paramLabel = "N",
            description = "Each allows 1,000 calls a day (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int licenses;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ApiOptions options = ApiOptions.defaults().bind(host, port).token(token).licenses(licenses);
        Clock clock = Clock.systemUTC();
        Termination termination = new Termination();
        try (ApiSimulator api = ApiSimulator.start(options)) {
            serve(api, clock, termination);
        }
        return 0;
    }

    private void serve(ApiSimulator api, Clock clock, Termination termination) throws InterruptedException {
        ClickGenerator generator = new ClickGenerator(seed, clock, api.options().zone());
        Instant now = clock.instant();
        generator.history(clicks, now.minus(Duration.ofDays(1)), now).forEach(api::put);
        Live live = every.isZero() ? null : Live.start(api, generator, every, tick -> {});
        System.out.println("simulate: the report API is at " + api.baseUrl() + " (wolkvox.base-url), its token is "
                + token + " (wolkvox.token); " + clicks
                + " clicks of the last day");
        System.out.println(
                "simulate: curl " + api.baseUrl() + "/control tells how to add clicks, recode them and order faults");
        termination.await();
        if (live != null) {
            live.close();
        }
    }
}
