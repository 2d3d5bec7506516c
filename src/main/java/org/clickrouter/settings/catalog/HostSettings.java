package org.clickrouter.settings.catalog;

import static org.clickrouter.settings.value.AddressKinds.host;
import static org.clickrouter.settings.value.AddressKinds.port;
import static org.clickrouter.settings.value.Kinds.list;
import static org.clickrouter.settings.value.Kinds.oneOf;
import static org.clickrouter.settings.value.Kinds.secret;
import static org.clickrouter.settings.value.Kinds.text;

import java.util.List;

/** The settings of what the process shows of itself: health, metrics, log, console. */
final class HostSettings {

    private HostSettings() {}

    static List<SettingsGroup> groups() {
        return List.of(serving(), console(), ads());
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

    private static SettingsGroup ads() {
        SettingsGroup group = new SettingsGroup("Which ads sell");
        group.add("ads.groups", text(), "codes.yaml", "", "The file that says what the codes mean. See docs/ads.md.");
        group.add(
                "ads.export",
                text(),
                "ads.csv",
                "",
                "The export of the ads manager: the ads' names and what they cost.");
        return group;
    }
}
