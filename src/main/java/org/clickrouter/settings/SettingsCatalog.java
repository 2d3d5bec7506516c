package org.clickrouter.settings;

import static org.clickrouter.settings.Kinds.baseUrl;
import static org.clickrouter.settings.Kinds.duration;
import static org.clickrouter.settings.Kinds.durationOrNothing;
import static org.clickrouter.settings.Kinds.headerSecret;
import static org.clickrouter.settings.Kinds.headers;
import static org.clickrouter.settings.Kinds.host;
import static org.clickrouter.settings.Kinds.integer;
import static org.clickrouter.settings.Kinds.jdbcUrl;
import static org.clickrouter.settings.Kinds.list;
import static org.clickrouter.settings.Kinds.mailAddress;
import static org.clickrouter.settings.Kinds.mailAddresses;
import static org.clickrouter.settings.Kinds.networks;
import static org.clickrouter.settings.Kinds.number;
import static org.clickrouter.settings.Kinds.oneOf;
import static org.clickrouter.settings.Kinds.operationName;
import static org.clickrouter.settings.Kinds.operationNames;
import static org.clickrouter.settings.Kinds.port;
import static org.clickrouter.settings.Kinds.retrySchedule;
import static org.clickrouter.settings.Kinds.secret;
import static org.clickrouter.settings.Kinds.server;
import static org.clickrouter.settings.Kinds.signingSecret;
import static org.clickrouter.settings.Kinds.storeUrl;
import static org.clickrouter.settings.Kinds.table;
import static org.clickrouter.settings.Kinds.text;
import static org.clickrouter.settings.Kinds.tiers;
import static org.clickrouter.settings.Kinds.url;
import static org.clickrouter.settings.Kinds.zone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every setting of the product, in the order of application.properties. */
public final class SettingsCatalog {

    /**
     * Key prefixes that belong to the product: an unknown key behind one of them is a mistake. Engineers' own
     * destinations use others.
     */
    public static final List<String> PREFIXES = List.of(
            "wolkvox.",
            "poll.",
            "store.",
            "webhook.",
            "email.",
            "sql.",
            "kafka.",
            "jms.",
            "retry.",
            "http.",
            "console.",
            "dev.",
            "delivery.",
            "log.");

    private static final List<Setting> ALL = build();
    private static final Map<String, Setting> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private final List<Setting> settings = new ArrayList<>();
    private String group = "";

    private SettingsCatalog() {}

    /** All settings, in the order of application.properties. */
    public static List<Setting> all() {
        return ALL;
    }

    /** The setting of a key, if there is one. */
    public static Optional<Setting> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The settings that each operation may have for itself. */
    public static List<Setting> perOperation() {
        return ALL.stream().filter(Setting::perOperation).toList();
    }

    /** Whether a name would be mistaken for the word of a wolkvox setting. */
    static boolean isWordOfAnOperation(String name) {
        return BY_KEY.containsKey(Setting.OPERATION_PREFIX + name);
    }

    private static List<Setting> build() {
        SettingsCatalog catalog = new SettingsCatalog();
        catalog.mustBeSet();
        catalog.report();
        catalog.polling();
        catalog.store();
        catalog.delivery();
        catalog.webhook();
        catalog.email();
        catalog.sql();
        BrokerSettings.addTo(catalog);
        catalog.serving();
        catalog.console();
        return List.copyOf(catalog.settings);
    }

    private void mustBeSet() {
        group = "What must be set: where the clicks come from, and a first destination";
        add("wolkvox.server", server(), "", "", "The NNNN of your https://wvNNNN.wolkvox.com.");
        add(
                "wolkvox.token",
                headerSecret(),
                "",
                "",
                "The API token of the operation; better as WOLKVOX_TOKEN, or in a file that WOLKVOX_TOKEN_FILE names.");
        add("webhook.url", url(), "", "", "Where clicks are POSTed as JSON; empty: no webhook.");
        add("webhook.codes", list(), "", "", "Activity codes sent to the webhook, comma-separated, case-sensitive.");
    }

    private void report() {
        group = "The click report. With several operations, wolkvox.NAME.token and so on are an operation's own";
        add(
                "wolkvox.base-url",
                baseUrl(),
                "",
                "",
                "The API's address instead of wolkvox.server, for a proxy or the simulator.");
        add(
                "wolkvox.operation",
                operationName(),
                "default",
                "",
                "The name of the one operation; part of every click's identity, so never change it later.");
        add(
                "wolkvox.operations",
                operationNames(),
                "",
                "",
                "The names of several operations, comma-separated; empty: the one above.");
        add(
                "wolkvox.time-zone",
                zone(),
                "America/Bogota",
                "",
                "The zone of the report's times, which carry no offset.");
        add(
                "wolkvox.licenses",
                integer(1, 100_000),
                "1",
                "licences",
                "Licences of the operation: the API grants 1,000 requests a day for each.");
        add(
                "wolkvox.quota-share",
                number(false, 1),
                "1.0",
                "part of the daily requests",
                "How much of the daily quota may be used here; the rest is left to the operation's other tokens.");
        add(
                "wolkvox.max-in-flight",
                integer(1, 2),
                "1",
                "calls",
                "Calls at the same time with one token; the API refuses more than 2.");
        add(
                "wolkvox.timeout",
                duration("1s", "1h"),
                "65s",
                "duration",
                "The longest that a whole answer may take; the API itself gives up after 60s.");
        add(
                "wolkvox.connect-timeout",
                duration("100ms", "5m"),
                "10s",
                "duration",
                "The longest that connecting may take.");
        add(
                "wolkvox.max-records",
                integer(1, 60_000),
                "60000",
                "records",
                "Records at which an answer is full, so that its window is asked for again in halves.");
        add(
                "wolkvox.full-margin",
                integer(0, 59_999),
                "0",
                "records",
                "How many records below wolkvox.max-records an answer already counts as full.");
        add(
                "wolkvox.max-answer",
                integer(1, 1024),
                "256",
                "MB",
                "The largest answer that is read; a larger one is asked for again in halves.");
        add(
                "wolkvox.uncoded",
                list(),
                ",TIMEOUTCHAT,-",
                "",
                "Values of cod_act that mean that no code was set yet, comma-separated; the empty one always counts.");
    }

    private void polling() {
        group = "Polling";
        add("poll.period", duration("100ms", "31d"), "5m", "duration", "How often new clicks are asked for.");
        add("poll.start", duration("0s", "3650d"), "24h", "duration", "How far back the very first poll looks.");
        add(
                "poll.first",
                oneOf("send", "store"),
                "send",
                "",
                "What becomes of the clicks that the very first poll finds: send, or only store, for replay --reroute --history.");
        add(
                "poll.safety-lag",
                duration("0s", "1h"),
                "2s",
                "duration",
                "How far behind now a window ends, for clicks that the API shows late.");
        add(
                "poll.re-read",
                tiers(),
                "6h/30m,48h/6h,7d/1d",
                "span/every",
                "Re-reads that find late codes: the last 6h every 30m, and so on; empty: none.");
        add("poll.tick", duration("10ms", "1h"), "1s", "duration", "How often due work is looked for.");
        add(
                "poll.retry",
                duration("10ms", "1h"),
                "5s",
                "duration",
                "The first wait after trouble with the API; it grows with each failure.");
        add("poll.chunk", integer(1, 10_000), "1000", "clicks", "Clicks that are stored in one transaction.");
    }

    private void store() {
        group = "The store: clicks, progress and what is still to be sent";
        add(
                "store.url",
                storeUrl(),
                "jdbc:h2:file:./data/click-router",
                "",
                "The database: H2 in a file, or jdbc:postgresql://host/database.");
        add("store.user", text(), "", "", "The database user.");
        add("store.password", secret(), "", "", "The password of the database user.");
        add("store.pool", integer(2, 200), "10", "connections", "Connections to the database at most.");
        add(
                "store.keep",
                durationOrNothing("1d", "36500d"),
                "400d",
                "duration",
                "How long delivered rows and old clicks are kept, never less than pending or dead ones need; 0: for ever. See docs/retention.md.");
    }

    private void delivery() {
        group = "Delivery, for every destination";
        add(
                "retry.schedule",
                retrySchedule(),
                "5s,5m,30m,2h,5h,10h,14h,20h,24h",
                "durations",
                "The waits between the attempts of a failing delivery; after the last one it is dead.");
        add(
                "delivery.lease",
                duration("1s", "1h"),
                "60s",
                "duration",
                "How long a delivery belongs to who took it; at least 5s longer than each destination's time-out.");
    }

    private void webhook() {
        group = "The webhook";
        add(
                "webhook.secret",
                signingSecret(),
                "",
                "",
                "Signs each webhook by the rules of Standard Webhooks; empty: unsigned.");
        add(
                "webhook.format",
                oneOf("standard", "cloudevents", "record"),
                "standard",
                "",
                "The body: standard (type, timestamp, data), cloudevents, or the bare record.");
        add(
                "webhook.headers",
                headers(),
                "",
                "",
                "Headers to add, as Name: value pairs separated by a semicolon; one inside a value is written \\\\;.");
        add("webhook.timeout", duration("100ms", "30m"), "15s", "duration", "The longest that one call may take.");
        add("webhook.max-in-flight", integer(1, 512), "8", "calls", "Calls at the same time.");
        add("webhook.rate", number(true, 100_000), "0", "calls a second", "Calls a second at most; 0: no limit.");
        add(
                "webhook.allow",
                networks(),
                "",
                "",
                "Networks that the webhook may be in, such as 10.0.0.0/8; empty: any but link-local.");
    }

    private void email() {
        group = "E-mail";
        add("email.host", host(), "", "", "The mail server; empty: no e-mail.");
        add("email.port", port(1), "25", "", "Its port; 587 is usual for STARTTLS with a password, 465 for smtps.");
        add("email.user", text(), "", "", "The user at the mail server; empty: no login.");
        add("email.password", secret(), "", "", "The password at the mail server.");
        add(
                "email.tls",
                oneOf("auto", "starttls", "smtps", "none"),
                "auto",
                "",
                "auto: STARTTLS when offered; starttls: required; smtps: TLS from the start; none.");
        add("email.from", mailAddress(), "", "", "The sender.");
        add("email.to", mailAddresses(), "", "", "The recipients, comma-separated.");
        add("email.codes", list(), "", "", "Activity codes sent by e-mail, comma-separated, case-sensitive.");
        add(
                "email.digest",
                duration("1s", "31d"),
                "",
                "duration",
                "Collects clicks for this long into one mail, with a table and counts by code and ad; empty: one mail a click.");
        add("email.timeout", duration("100ms", "30m"), "30s", "duration", "The longest that one mail may take.");
        add("email.max-in-flight", integer(1, 64), "2", "mails", "Mails at the same time.");
        add("email.rate", number(true, 100_000), "0", "mails a second", "Mails a second at most; 0: no limit.");
    }

    private void sql() {
        group = "The SQL table";
        add(
                "sql.codes",
                list(),
                "",
                "",
                "Activity codes written to the table, comma-separated, case-sensitive; * is every coded click.");
        add("sql.url", jdbcUrl(), "", "", "The JDBC URL of the table's database; empty: the store.");
        add("sql.user", text(), "", "", "The user of that database.");
        add("sql.password", secret(), "", "", "The password of that user.");
        add("sql.table", table(), "click_sink", "", "The table, if need be with its schema.");
        add(
                "sql.columns",
                list(),
                "",
                "",
                "A table of your own instead: value:column pairs, comma-separated, such as chat_id:contacto, cod_act:resultado, revision:version; empty: the shipped table.");
        add(
                "sql.key",
                list(),
                "",
                "",
                "The columns of sql.columns by which a row is found again; empty: those of operation, chat_id, source_id and date.");
        add("sql.timeout", duration("100ms", "30m"), "30s", "duration", "The longest that one batch may take.");
        add(
                "sql.max-in-flight",
                integer(1, 64),
                "",
                "batches",
                "Batches at the same time; empty: 2 into PostgreSQL, 1 into any other.");
        add("sql.batch", integer(1, 10_000), "500", "rows", "Rows in one batch at most.");
        add("sql.rate", number(true, 100_000), "0", "batches a second", "Batches a second at most; 0: no limit.");
    }

    private void serving() {
        group = "Health, metrics and the log";
        add(
                "http.port",
                port(0),
                "8080",
                "",
                "The port of health and metrics; 0: any free one, which start-up prints.");
        add("http.host", host(), "127.0.0.1", "", "The address to listen on; 0.0.0.0 for every one.");
        add(
                "dev.examples",
                oneOf("warn", "strict"),
                "warn",
                "",
                "What a failing example does at a reload: it is told (warn), or the reload is refused (strict).");
        add("log.format", oneOf("text", "json"), "text", "", "The log's lines: text, or one JSON object each.");
        add(
                "log.level",
                oneOf("ERROR", "WARN", "INFO", "DEBUG", "TRACE"),
                "INFO",
                "",
                "How much is logged: ERROR, WARN, INFO, DEBUG or TRACE.");
    }

    private void console() {
        group = "The console";
        add(
                "console.password",
                secret(),
                "",
                "",
                "The password of those who may act in the console (replay, pause, resume); empty: on loopback it only reads, elsewhere it is off.");
        add(
                "console.reader-password",
                secret(),
                "",
                "",
                "The password of those who only read; chats and bodies are masked until they ask for them.");
        add(
                "console.hosts",
                list(),
                "",
                "",
                "Further host names under which the console is reached, for example behind a proxy.");
    }

    /** Starts a group of settings. */
    void group(String heading) {
        group = heading;
    }

    void add(String key, Kind kind, String defaultValue, String unit, String description) {
        settings.add(new Setting(key, group, kind, defaultValue, unit, description));
    }
}
