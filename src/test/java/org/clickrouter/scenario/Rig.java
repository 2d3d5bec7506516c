package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.core.ThrowingRunnable;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.run.DevMode;
import org.clickrouter.run.Reload;
import org.clickrouter.run.Router;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.store.StoreView;
import org.clickrouter.tryout.ExampleTrial;
import org.clickrouter.tryout.RecordTrial;

/**
 * The product in this process, between a simulated API and a webhook receiver, with periods short enough for a test.
 */
public final class Rig implements AutoCloseable {

    public static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Home home;
    public final ApiSimulator api;
    public final WebhookReceiver webhook;
    private final List<Router> routers = new ArrayList<>();
    private final List<DevMode> watching = new ArrayList<>();
    private Clock clock = Clock.systemUTC();

    public Rig(Path home) {
        this(home, ApiOptions.defaults().licenses(1000));
    }

    public Rig(Path home, ApiOptions options) {
        this.home = new Home(home);
        try {
            api = ApiSimulator.start(options);
            webhook = WebhookReceiver.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set("wolkvox.base-url", api.baseUrl())
                .set("wolkvox.token", options.token())
                .set("wolkvox.licenses", "1000");
        set("poll.period", "100ms")
                .set("poll.tick", "20ms")
                .set("poll.retry", "10ms")
                .set("poll.start", "2h")
                .set("poll.re-read", "2h/1s");
        set("store.url", "jdbc:h2:file:" + home.resolve("store").toAbsolutePath());
        set("webhook.url", webhook.url())
                .set("webhook.codes", "VENTA")
                .set("webhook.timeout", "5s")
                .set("http.port", "0");
        set("retry.schedule", "100ms,100ms,100ms,100ms,100ms,100ms,100ms,100ms");
    }

    public Rig set(String key, String value) {
        home.with(key, value);
        return this;
    }

    /** What is started from now on goes by this clock. */
    public Rig clock(Clock other) {
        clock = other;
        return this;
    }

    public Settings settings() {
        Settings loaded = Settings.load(home.write().folder(), Map.of(), new Properties(), Map.of());
        assertThat(SettingsCheck.run(loaded))
                .filteredOn(Problem::isError)
                .extracting(Problem::line)
                .isEmpty();
        return loaded;
    }

    public Router start() {
        return start(false);
    }

    public Router start(boolean dev) {
        Router router = new Router(settings(), home.folder(), Router.Mode.RUN, clock);
        routers.add(router);
        router.trying(new RecordTrial(router::settings, home.folder())).start();
        if (dev) {
            DevMode edits = new DevMode(home.folder(), reload(router));
            watching.add(edits);
            edits.start();
        }
        return router;
    }

    /** What SIGHUP does. */
    public Reload reload(Router router) {
        return new Reload(router, this::reread, new ExampleTrial(home.folder()));
    }

    private Settings reread() {
        Settings loaded = Settings.load(home.folder(), Map.of(), new Properties(), Map.of());
        List<String> errors = SettingsCheck.run(loaded).stream()
                .filter(Problem::isError)
                .map(Problem::line)
                .toList();
        if (!errors.isEmpty()) {
            throw new UsageException(String.join("\n", errors));
        }
        return loaded;
    }

    public void stop(Router router) {
        routers.remove(router);
        router.close();
    }

    /** Adds a click of ten minutes ago. */
    public Rig click(String chat, String code) {
        api.put(record(chat, code));
        return this;
    }

    public Rig clicks(String prefix, int count, String code) {
        for (int i = 0; i < count; i++) {
            click(prefix + i, code);
        }
        return this;
    }

    public Map<String, Object> record(String chat, String code) {
        LocalDateTime time = LocalDateTime.now(api.options().zone()).minusMinutes(10);
        Map<String, Object> record = new HashMap<>(Map.of(
                "source_url",
                "https://fb.me/x",
                "source_type",
                "ad",
                "source_id",
                "120210000000000017",
                "chat_id",
                chat,
                "rp_id",
                "1001",
                "agent_id",
                "7",
                "media_type",
                "image",
                "media_url",
                "",
                "date",
                DATE.format(time)));
        record.put("cod_act", code);
        return record;
    }

    /** Edits a route file the way editors do. */
    public void write(String file, String text) throws IOException {
        home.route(file, text);
    }

    /** Adds a destination of the engineer's own: a block like those of destinations.camel.yaml. */
    void destination(String name, String kind, String... parameters) throws IOException {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            more.append("              ")
                    .append(parameters[i])
                    .append(": \"")
                    .append(parameters[i + 1])
                    .append("\"\n");
        }
        write(name + ".camel.yaml", """
            - route:
                id: deliver-NAME
                from:
                  uri: outbox:NAME
                  parameters:
                    idle: 20
                  steps:
                    - to:
                        uri: kamelet:click-KIND-sink
                        parameters:
                          destination: NAME
            """.replace("NAME", name).replace("KIND", kind) + more);
    }

    /** Copies a recipe into routes/, with other words in the place of some of its own. */
    void recipe(String recipe, String... words) throws IOException {
        String text = Files.readString(Path.of("routes", "recipes").resolve(recipe + ".camel.yaml"));
        String file = recipe;
        for (int i = 0; i < words.length; i += 2) {
            text = text.replace(words[i], words[i + 1]);
            file += "-" + words[i + 1].replaceAll("\\W+", "-");
        }
        write(file + ".camel.yaml", text);
    }

    /** Puts a step before those of the routing file. */
    void firstStep(String step) throws IOException {
        String begin = "      steps:\n";
        write(
                "routing.camel.yaml",
                routeFile("routing.camel.yaml")
                        .replaceFirst(begin, java.util.regex.Matcher.quoteReplacement(begin + step.indent(8))));
    }

    public String routeFile(String file) throws IOException {
        return home.route(file);
    }

    public static void eventually(ThrowingRunnable asserted) {
        // A table of a destination is made when its first rows come.
        await().pollInterval(Duration.ofMillis(30))
                .ignoreExceptionsInstanceOf(StoreException.class)
                .untilAsserted(asserted);
    }

    /** Waits until the report was asked for a number of times more: whatever would go wrong again had its chance. */
    public void callsMore(int more) {
        int before = api.calls().size();
        eventually(() -> assertThat(api.calls()).hasSizeGreaterThanOrEqualTo(before + more));
    }

    public List<String> received() {
        return webhook.received().stream().map(Rig::chat).toList();
    }

    public static String chat(Received request) {
        return request.text().replaceFirst("(?s).*\"chat_id\":\\s*\"?([^\",}]*)\"?.*", "$1");
    }

    /** What the store of a running product holds. */
    public static StoreView store(Router router) {
        return StoreView.of(router.stores().database);
    }

    /** The body that an endpoint of health and metrics answers with. */
    public static String health(Router router, String path) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + router.httpPort() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        watching.forEach(DevMode::close);
        webhook.behave(Behaviour.ok());
        api.clearFaults();
        List.copyOf(routers).forEach(this::stop);
        api.close();
        webhook.close();
    }
}
