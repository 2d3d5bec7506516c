package org.clickrouter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.simple.SimpleLoggerContextFactory;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.ClickGenerator;
import org.clickrouter.simulate.WebhookReceiver;
import org.h2.tools.Server;
import picocli.CommandLine.Command;

/**
 * {@code train}: the main job on made-up clicks for a moment, in a temporary folder, with a look at each page of the
 * console, and some commands on its store. The launcher lets the JVM keep what this loads, so that each later start
 * finds it ready.
 */
@Command(
        name = "train",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Runs the main job on made-up clicks for a moment; bin/click-router makes its class cache by it.")
final class TrainCommand implements Callable<Integer> {

    private static final String ROUTES = "META-INF/click-router/routes";
    private static final int CLICKS = 3_000;
    private static final List<String> PAGES = List.of(
            "/",
            "/deliveries",
            "/destinations/webhook",
            "/clicks?key=1",
            "/ads",
            "/coverage",
            "/rules",
            "/settings",
            "/search?q=no+such+chat",
            "/console/console.css");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("click-router-train-");
        Clock clock = Clock.systemUTC();
        ApiOptions options = ApiOptions.defaults().licenses(100);
        CountDownLatch arrived = new CountDownLatch(CLICKS / 10);
        try (ApiSimulator api = ApiSimulator.start(options);
                WebhookReceiver receiver = WebhookReceiver.start(0, request -> arrived.countDown())) {
            Instant now = clock.instant();
            List<ObjectNode> clicks = new ClickGenerator(1, clock, options.zone())
                    .history(CLICKS, now.minus(Duration.ofHours(24)), now.minusSeconds(5));
            clicks.forEach(api::put);
            Map<String, String> settings = settings(home, api, receiver);
            write(home, settings);
            shippedRoutes(home.resolve("routes"));
            mainJob(home, settings, arrived);
            for (String command : List.of("status", "coverage", "dead", "check")) {
                ClickRouter.execute(command, "--home", home.toString());
            }
            besideAProcess(home, settings, clicks.get(0).get("chat_id").textValue());
        } finally {
            delete(home);
        }
        return 0;
    }

    private static Map<String, String> settings(Path home, ApiSimulator api, WebhookReceiver receiver) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("wolkvox.base-url", api.baseUrl());
        settings.put("wolkvox.server", "");
        settings.put("wolkvox.operations", "");
        settings.put("wolkvox.token", api.options().token());
        settings.put("store.url", "jdbc:h2:file:" + home.resolve("store"));
        settings.put("store.user", "");
        settings.put("store.password", "");
        settings.put("webhook.url", receiver.url());
        settings.put("webhook.codes", "*");
        settings.put("webhook.secret", "whsec_ZGVtby1zZWNyZXQtb2YtY2xpY2stcm91dGVy");
        settings.put("webhook.allow", "");
        settings.put("sql.codes", "*");
        settings.put("sql.url", "");
        settings.put("email.host", "");
        settings.put("kafka.brokers", "");
        settings.put("jms.url", "");
        settings.put("http.port", "0");
        return settings;
    }

    private static void mainJob(Path home, Map<String, String> settings, CountDownLatch arrived) throws Exception {
        try (Router router =
                new Router(Terminal.settings(home, settings, "SYSTEM_ERR", "ERROR"), home, Router.Mode.RUN)) {
            router.start();
            arrived.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            for (String page : PAGES) {
                look(router.httpPort(), page);
            }
        }
    }

    /** The first page of a process takes seconds of the processor otherwise, most of them for its classes. */
    private static void look(int port, String page) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + page).toURL().openConnection(Proxy.NO_PROXY);
        connection.setReadTimeout((int) PATIENCE.toMillis());
        System.out.println(page + ": " + connection.getResponseCode());
        connection.disconnect();
    }

    /** A command that finds the store open in another process asks that one's H2. */
    private static void besideAProcess(Path home, Map<String, String> settings, String chat)
            throws IOException, SQLException {
        Server h2 = Server.createTcpServer("-tcpPort", "0").start();
        try {
            settings.put("store.url", "jdbc:h2:tcp://127.0.0.1:" + h2.getPort() + "/" + home.resolve("store"));
            write(home, settings);
            ClickRouter.execute("status", "--home", home.toString());
            ClickRouter.execute("trace", "--home", home.toString(), chat);
        } finally {
            h2.stop();
        }
        // Their log, which is another than the one that this process has begun with.
        SimpleLoggerContextFactory.INSTANCE
                .getContext("train", null, null, false)
                .getLogger("train");
    }

    /** Those of the jar: an engineer's own would send made-up clicks to his receivers. */
    private static void shippedRoutes(Path folder) throws IOException, URISyntaxException {
        Path program = Path.of(TrainCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.createDirectories(folder);
        if (Files.isDirectory(program)) {
            copy(program.resolve(ROUTES), folder);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(program)) {
                copy(jar.getPath(ROUTES), folder);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    private static void write(Path home, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer file = Files.newBufferedWriter(home.resolve("application.properties"))) {
            properties.store(file, null);
        }
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
