package org.clickrouter.settings.catalog;

import static org.clickrouter.settings.value.AddressKinds.host;
import static org.clickrouter.settings.value.AddressKinds.mailAddresses;
import static org.clickrouter.settings.value.AddressKinds.port;
import static org.clickrouter.settings.value.AddressKinds.proxy;
import static org.clickrouter.settings.value.AddressKinds.secretUrl;
import static org.clickrouter.settings.value.Kinds.duration;
import static org.clickrouter.settings.value.Kinds.durationOrNothing;
import static org.clickrouter.settings.value.Kinds.list;
import static org.clickrouter.settings.value.Kinds.oneOf;
import static org.clickrouter.settings.value.Kinds.path;
import static org.clickrouter.settings.value.Kinds.secret;
import static org.clickrouter.settings.value.Kinds.signingSecret;

import java.util.List;

/** The settings of what the process shows of itself: health, metrics, log, console. */
final class HostSettings {

    private HostSettings() {}

    static List<SettingsGroup> groups() {
        return List.of(serving(), secrets(), console(), operator(), ads());
    }

    private static SettingsGroup serving() {
        SettingsGroup group = new SettingsGroup("Health, metrics and the log");
        group.add(
                "http.port",
                port(0),
                "8080",
                "",
                "The port of health and metrics; 0: any free one, which start-up prints.");
        group.add("http.host", host(), "127.0.0.1", "", "The address to listen on; 0.0.0.0 for every one.");
        group.add(
                "dev.examples",
                oneOf("warn", "strict"),
                "warn",
                "",
                "What a failing example does at a reload: it is told (warn), or the reload is refused (strict).");
        group.add("log.format", oneOf("text", "json"), "text", "", "The log's lines: text, or one JSON object each.");
        group.add(
                "log.level",
                oneOf("ERROR", "WARN", "INFO", "DEBUG", "TRACE"),
                "INFO",
                "",
                "How much is logged: ERROR, WARN, INFO, DEBUG or TRACE.");
        return group;
    }

    private static SettingsGroup secrets() {
        SettingsGroup group = new SettingsGroup("Secrets that stand in a vault or in files of their own");
        group.add(
                "secrets.refresh",
                durationOrNothing("1s", "1d", "for never"),
                "5m",
                "duration",
                "How often they are asked for again while it runs; a change is live at once. 0: never. See docs/secrets.md.");
        return group;
    }

    private static SettingsGroup console() {
        SettingsGroup group = new SettingsGroup("The console");
        group.add(
                "console.password",
                secret(),
                "",
                "",
                "The password of those who may act in the console (replay, pause, resume); empty: on loopback it only reads, elsewhere it is off.");
        group.add(
                "console.reader-password",
                secret(),
                "",
                "",
                "The password of those who only read; chats and bodies are masked until they ask for them.");
        group.add(
                "console.hosts",
                list(),
                "",
                "",
                "Further host names under which the console is reached, for example behind a proxy.");
        return group;
    }

    private static SettingsGroup operator() {
        SettingsGroup group = new SettingsGroup("Telling the operator when it is unwell");
        group.add(
                "operator.email",
                mailAddresses(),
                "",
                "",
                "Who is told by mail what is wrong, and when it is well again, comma-separated; by email.host, from email.from. See docs/operator.md.");
        group.add("operator.webhook", secretUrl(), "", "", "The webhook that is told the same.");
        group.add(
                "operator.webhook-secret",
                signingSecret(),
                "",
                "",
                "Signs it by the rules of Standard Webhooks; empty: unsigned.");
        group.add(
                "operator.webhook-form",
                oneOf("standard", "slack"),
                "standard",
                "",
                "Its body: standard (type, timestamp, data), or slack for Slack, Mattermost and Google Chat.");
        group.add(
                "operator.proxy",
                proxy(),
                "",
                "",
                "The proxy on the way to it; empty: that of HTTPS_PROXY or HTTP_PROXY; none: no proxy.");
        group.add(
                "operator.ca", path(), "", "", "A file of the authorities to trust for it, PEM; empty: those of Java.");
        group.add(
                "operator.gather",
                duration("1s", "1h"),
                "1m",
                "duration",
                "How long a first message waits for what else goes wrong with it.");
        group.add(
                "doctor.every",
                durationOrNothing("1h", "30d", "for never"),
                "1d",
                "duration",
                "How often doctor looks while the product runs, with up to four calls of each operation; 0: never.");
        return group;
    }

    private static SettingsGroup ads() {
        SettingsGroup group = new SettingsGroup("Which ads sell");
        group.add("ads.groups", path(), "codes.yaml", "", "The file that says what the codes mean. See docs/ads.md.");
        group.add(
                "ads.export",
                path(),
                "ads.csv",
                "",
                "The export of the ads manager: the ads' names and what they cost.");
        return group;
    }
}
