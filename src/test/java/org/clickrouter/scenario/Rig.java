package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
import org.clickrouter.settings.Sources;
import org.clickrouter.settings.UsageException;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.store.StoreView;
import org.clickrouter.tryout.ExampleTrial;
import org.clickrouter.tryout.RecordTrial;
import org.clickrouter.vault.CamelFunctions;

/**
 * The product in this process, with periods short enough for a test. What is outside of it, and the folder that it
 * starts from, are those of the packaged jar, too: {@link Outside}, {@link Home}.
 */
public final class Rig implements AutoCloseable {

    public static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Home home;
    private final Outside outside;
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
        outside = new Outside(options);
        api = outside.api;
        webhook = outside.webhook;
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
        Settings loaded = Sources.lookedUp(
                Settings.load(home.write().folder(), Map.of(), new Properties(), Map.of()), CamelFunctions::new);
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
        Settings loaded = Sources.lookedUp(
                Settings.load(home.folder(), Map.of(), new Properties(), Map.of()), CamelFunctions::new);
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

    public Rig click(String chat, String code) {
        outside.click(chat, code);
        return this;
    }

    public Rig clicks(String prefix, int count, String code) {
        for (int i = 0; i < count; i++) {
            click(prefix + i, code);
        }
        return this;
    }

    public Map<String, Object> record(String chat, String code) {
        return outside.record(chat, code);
    }

    /** Edits a route file the way editors do. */
    public void write(String file, String text) throws IOException {
        home.route(file, text);
    }

    public void destination(String name, String kind, String... parameters) throws IOException {
        home.destination(name, kind, parameters);
    }

    void recipe(String recipe, String... words) throws IOException {
        home.recipe(recipe, words);
    }

    public void firstStep(String step) throws IOException {
        home.firstStep(step);
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
        return outside.received();
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
        outside.close();
    }
}
