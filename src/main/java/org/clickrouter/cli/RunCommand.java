package org.clickrouter.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Termination;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.cli.task.Demo;
import org.clickrouter.run.DevMode;
import org.clickrouter.run.Reload;
import org.clickrouter.run.ReloadWatch;
import org.clickrouter.run.Router;
import org.clickrouter.run.SecretWatch;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.reports.Reloads;
import org.clickrouter.tryout.ExampleTrial;
import org.clickrouter.tryout.RecordTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: the main job, until it is told to end. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Polls the report and delivers, until it is stopped (SIGTERM ends it in order).",
        footer = {"", "For example: click-router run --home /opt/click-router"})
final class RunCommand implements Callable<Integer> {

    /** Its options, which the program also takes without a command. */
    static final class Options {
        @Mixin
        private final Home home = new Home();

        @Option(
                names = "--dev",
                description = "Load edited files of routes/, kamelets/ and the settings within seconds, while running.")
        private boolean dev;

        @Option(
                names = "--demo",
                description =
                        "Run against a built-in simulator of the API, with a webhook receiver and a mailbox that print what arrives.")
        private boolean demo;

        @Option(
                names = "--http-port",
                paramLabel = "PORT",
                description = "Port of health and metrics, instead of http.port; 0 = any free one.")
        private Integer httpPort;
    }

    @Mixin
    private Options options;

    @Override
    public Integer call() throws Exception {
        return run(options);
    }

    static int run(Options options) throws Exception {
        Path home = options.home.path();
        Map<String, String> overrides = new HashMap<>();
        if (options.demo) {
            // Before the first library logs: the demo speaks in its own words.
            Terminal.load(home, Map.of(), "SYSTEM_OUT", "WARN");
            try (Demo demo = Demo.start(home)) {
                overrides.putAll(demo.settings());
                http(options, overrides);
                return run(home, overrides, options.dev, demo);
            }
        }
        http(options, overrides);
        return run(home, overrides, options.dev, null);
    }

    private static void http(Options options, Map<String, String> overrides) {
        if (options.httpPort != null) {
            overrides.put("http.port", options.httpPort.toString());
        }
    }

    private static int run(Path home, Map<String, String> overrides, boolean dev, Demo demo) throws Exception {
        Settings settings = demo == null
                ? Terminal.settings(home, overrides, "SYSTEM_OUT", null, System.out::println)
                : Terminal.settings(home, overrides, "SYSTEM_OUT", "WARN");
        Termination termination = new Termination();
        try (Router router = new Router(settings, home, Router.Mode.RUN)) {
            router.trying(new RecordTrial(router::settings, home)).start();
            Reload reload = new Reload(
                    router,
                    () -> Terminal.settings(home, overrides, "SYSTEM_OUT", demo == null ? null : "WARN"),
                    new ExampleTrial(home));
            termination.onHangUp(reload::run);
            if (demo != null) {
                demo.watch(router.stores(), "http://" + settings.get("http.host") + ":" + router.httpPort());
            }
            Reloads reloads = new Reloads(router.stores().database, Clock.systemUTC());
            try (ReloadWatch asked = new ReloadWatch(reloads, router.instance(), reload);
                    DevMode edits = new DevMode(home, reload);
                    SecretWatch secrets = new SecretWatch(router, reload)) {
                secrets.start();
                if (dev) {
                    edits.start();
                }
                termination.await();
            }
        }
        return 0;
    }
}
