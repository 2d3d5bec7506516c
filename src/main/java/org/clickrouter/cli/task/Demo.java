package org.clickrouter.cli.task;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.clickrouter.destination.RecordFields;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.ClickGenerator;
import org.clickrouter.simulate.Live;
import org.clickrouter.simulate.MadeUpAds;
import org.clickrouter.simulate.MailReceiver;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.jdbc.StoreException;

/** {@code run --demo}: everything that the main job needs, on this machine, and words that tell what is going on. */
public final class Demo implements AutoCloseable {

    /** Before the two hours that the first poll reads: read behind it, and only stored. */
    private static final Duration HISTORY = Duration.ofDays(14);

    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final int HISTORY_CLICKS = 900;
    private static final String CODES = "VENTA, CITA AGENDADA, Acuerdo_de_pago_whatsapp";

    private final ApiSimulator api;
    private final WebhookReceiver webhook;
    private final MailReceiver mailbox;
    private final Live live;
    private final Path store;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "demo");
        thread.setDaemon(true);
        return thread;
    });
    private final long from;
    private long rowsShown = -1;

    private Demo(Path home) throws IOException {
        this.store = home.resolve("data/demo");
        Files.createDirectories(store);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(store, "click-router.*")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
        Clock clock = Clock.systemUTC();
        ApiOptions options = ApiOptions.defaults().licenses(100);
        this.api = ApiSimulator.start(options);
        this.webhook = WebhookReceiver.start(0, Demo::show);
        this.mailbox = MailReceiver.start(0, Demo::show);
        ClickGenerator generator = new ClickGenerator(clock.millis(), clock, options.zone());
        Instant now = clock.instant();
        generator
                .history(40, now.minus(Duration.ofHours(2)), now.minusSeconds(5))
                .forEach(api::put);
        Instant begin = now.minus(HISTORY);
        generator.history(HISTORY_CLICKS, begin, now.minus(Duration.ofHours(2))).forEach(api::put);
        this.from = begin.getEpochSecond();
        ads(
                begin.atZone(options.zone()).toLocalDate(),
                now.atZone(options.zone()).toLocalDate());
        this.live = Live.start(api, generator, Duration.ofSeconds(3), Demo::show);
    }

    /** What the page Ads needs beside clicks: what codes mean, and what the ads cost. */
    private void ads(LocalDate from, LocalDate to) throws IOException {
        Files.writeString(store.resolve("codes.yaml"), """
                # Written by each run --demo. See docs/ads.md.
                - {code: VENTA, group: venta, label: Venta, won: true, value: 180000}
                - {code: CITA AGENDADA, group: cita, label: Cita agendada}
                - {code: Acuerdo_de_pago_whatsapp, group: acuerdo, label: Acuerdo de pago}
                - {code: No_contesta, group: perdido, label: No contesta}
                - {code: "002", group: perdido, label: Sin interés}
                """);
        Files.writeString(store.resolve("ads.csv"), MadeUpAds.export(from, to));
    }

    public static Demo start(Path home) throws IOException {
        say("demo", "A stand-in for the report API makes up clicks; their activity codes come late, as in real life.");
        say(
                "demo",
                "Click Router polls it every 3 s and re-reads it for late codes. Where a click goes is written in routes/routing.camel.yaml:");
        say("demo", "  " + CODES + " -> webhook; VENTA -> e-mail as well; every coded click -> SQL table click_sink.");
        Demo demo = new Demo(home);
        demo.writeSettings();
        return demo;
    }

    /** For the other commands, which look into the demo's store while it runs. */
    private void writeSettings() throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings());
        try (Writer file = Files.newBufferedWriter(store.resolve("application.properties"))) {
            properties.store(
                    file, "Written by each run --demo, for status, dead, trace, replay and the like: --home " + store);
        }
    }

    /** The settings under which the main job runs here, whatever application.properties says. */
    public Map<String, String> settings() {
        Map<String, String> s = new HashMap<>();
        s.put("wolkvox.base-url", api.baseUrl());
        s.put("wolkvox.server", "");
        s.put("wolkvox.token", api.options().token());
        s.put("wolkvox.operations", "");
        s.put("wolkvox.operation", "demo");
        s.put("wolkvox.time-zone", api.options().zone().getId());
        s.put("wolkvox.licenses", "100");
        s.put("wolkvox.quota-share", "1.0");
        s.put("poll.period", "3s");
        s.put("poll.start", "2h");
        s.put("poll.re-read", "2h/5s");
        s.put("poll.tick", "500ms");
        s.put("store.url", "jdbc:h2:file:" + store.resolve("click-router"));
        s.put("store.user", "");
        s.put("store.password", "");
        s.put("webhook.url", webhook.url());
        s.put("webhook.secret", "whsec_ZGVtby1zZWNyZXQtb2YtY2xpY2stcm91dGVy");
        s.put("webhook.codes", CODES);
        s.put("webhook.allow", "");
        s.put("email.host", "127.0.0.1");
        s.put("email.port", String.valueOf(mailbox.port()));
        s.put("email.tls", "none");
        s.put("email.user", "");
        s.put("email.password", "");
        s.put("email.from", "click-router@demo.example");
        s.put("email.to", "sales@demo.example");
        s.put("email.codes", "VENTA");
        s.put("sql.codes", "*");
        s.put("sql.url", "");
        s.put("ads.groups", store.resolve("codes.yaml").toAbsolutePath().toString());
        s.put("ads.export", store.resolve("ads.csv").toAbsolutePath().toString());
        s.put("http.port", "0");
        return s;
    }

    /**
     * Tells where the ads are shown, from time to time what stands in the table, and once what to try next.
     *
     * @param console its address
     */
    public void watch(StoreHandles stores, String console) {
        say("demo", "Which of eight made-up ads sells, and what a sale costs: " + console + "/ads");
        // A little beyond where polling begins, however long the start took: no second is left between the two.
        stores.backfills.order("demo", from, from + HISTORY.plus(OVERLAP).toSeconds() - 2 * 3600, false);
        timer.scheduleWithFixedDelay(() -> rows(stores), 2, 2, TimeUnit.SECONDS);
        timer.schedule(() -> next(stores), 15, TimeUnit.SECONDS);
    }

    private void rows(StoreHandles stores) {
        try {
            long rows = stores.database
                    .query("SELECT COUNT(*) FROM click_sink", r -> r.getLong(1))
                    .get(0);
            if (rows != rowsShown) {
                rowsShown = rows;
                say(
                        "sql",
                        "click_sink holds " + rows + " rows; newest: "
                                + String.join(
                                        ", ",
                                        stores.database.query(
                                                "SELECT cod_act, chat_id FROM click_sink ORDER BY delivered_at DESC LIMIT 3",
                                                r -> r.getString(1) + " " + r.getString(2))));
            }
        } catch (StoreException e) {
            // The table is made when the first rows come; at the end the store is away.
            if (rowsShown == 0) {
                say("sql", "click_sink has no rows yet");
            }
        }
    }

    private void next(StoreHandles stores) {
        say("demo", "That is the main job. What to try next, in a second terminal:");
        lookInside(stores);
        say("demo", "See which of the ads sells in a terminal:");
        say("demo", "  java -jar " + System.getProperty("java.class.path") + " ads --home " + store);
        say("demo", "Make the API fail twice, and watch it recover:");
        say("demo", "  curl -d '{\"kind\":\"HTML_500\",\"times\":2}' " + api.baseUrl() + "/control/fault");
        say("demo", "See the calls that the API got, never two at once:");
        say("demo", "  curl " + api.baseUrl() + "/control/calls");
        say("demo", "See every other fault that can be ordered:");
        say("demo", "  curl " + api.baseUrl() + "/control");
        say(
                "demo",
                "Ctrl-C ends it; each demo begins with an empty store. For your own clicks: set wolkvox.server, wolkvox.token, webhook.url and");
        say("demo", "webhook.codes in application.properties, and start without --demo.");
    }

    private void lookInside(StoreHandles stores) {
        // What was typed after -jar.
        String command = "  java -jar " + System.getProperty("java.class.path") + " ";
        say("demo", "See how far it is:");
        say("demo", command + "status --home " + store);
        List<String> delivered = stores.database.query(
                "SELECT id FROM delivery WHERE destination = 'webhook' AND state = 'done' LIMIT 1",
                r -> r.getString(1));
        if (!delivered.isEmpty()) {
            say("demo", "See the whole life of a click, and have its webhook sent again, under the same id:");
            say("demo", command + "trace --home " + store + " " + delivered.get(0));
            say("demo", command + "replay --home " + store + " --id " + delivered.get(0));
        }
    }

    private static void show(Received request) {
        String text = request.text();
        int data = text.indexOf("\"data\":");
        Map<String, String> fields = data < 0
                ? Map.of()
                : RecordFields.parse(text.substring(data + "\"data\":".length(), text.length() - 1));
        say(
                "webhook",
                fields.getOrDefault("cod_act", "?") + " chat " + fields.get("chat_id") + " revision "
                        + fields.get("revision") + " ("
                        + request.header("webhook-id").orElse("no id")
                        + (request.header("webhook-signature").isPresent() ? ", signed" : "") + ")");
    }

    private static void show(MimeMessage mail) {
        try {
            say("e-mail", "to " + mail.getAllRecipients()[0] + ": " + mail.getSubject());
        } catch (MessagingException e) {
            say("e-mail", "a mail that cannot be read: " + e.getMessage());
        }
    }

    private static void show(ClickGenerator.Tick tick) {
        if (!tick.coded().isEmpty()) {
            say(
                    "api",
                    tick.added().size() + (tick.added().size() == 1 ? " new click" : " new clicks")
                            + "; codes came late for "
                            + String.join(
                                    ", ",
                                    tick.coded().stream()
                                            .map(c -> c.chatId() + ": "
                                                    + (c.code().isEmpty() ? "(none)" : c.code()))
                                            .toList()));
        }
    }

    private static void say(String who, String what) {
        System.out.printf("%-9s%s%n", who, what);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        live.close();
        mailbox.close();
        webhook.close();
        api.close();
    }
}
