package org.clickrouter.settings.catalog;

import static org.clickrouter.settings.value.AddressKinds.baseUrl;
import static org.clickrouter.settings.value.AddressKinds.localAddress;
import static org.clickrouter.settings.value.AddressKinds.proxy;
import static org.clickrouter.settings.value.AddressKinds.server;
import static org.clickrouter.settings.value.AddressKinds.urlTemplate;
import static org.clickrouter.settings.value.Kinds.duration;
import static org.clickrouter.settings.value.Kinds.durationOrNothing;
import static org.clickrouter.settings.value.Kinds.headerSecret;
import static org.clickrouter.settings.value.Kinds.integer;
import static org.clickrouter.settings.value.Kinds.list;
import static org.clickrouter.settings.value.Kinds.number;
import static org.clickrouter.settings.value.Kinds.oneOf;
import static org.clickrouter.settings.value.Kinds.operationName;
import static org.clickrouter.settings.value.Kinds.operationNames;
import static org.clickrouter.settings.value.Kinds.path;
import static org.clickrouter.settings.value.Kinds.tiers;
import static org.clickrouter.settings.value.Kinds.zone;

import java.util.List;
import java.util.function.Predicate;

/** The settings of what is read: the account, its report, and when it is polled. */
final class ReportSettings {

    private ReportSettings() {}

    /** @param free whether the name of an operation is no word of a setting */
    static List<SettingsGroup> groups(Predicate<String> free) {
        return List.of(mustBeSet(), report(free), polling(), enrichment());
    }

    private static SettingsGroup mustBeSet() {
        SettingsGroup group =
                new SettingsGroup("What must be set: where the clicks come from, and a first destination");
        group.add("wolkvox.server", server(), "", "", "The NNNN of your https://wvNNNN.wolkvox.com.");
        group.add(
                "wolkvox.token",
                headerSecret(),
                "",
                "",
                "The API token of the operation; better as WOLKVOX_TOKEN, or in a file that WOLKVOX_TOKEN_FILE names.");
        group.add(
                "webhook.url",
                urlTemplate(),
                "",
                "",
                "Where clicks are POSTed as JSON; fields may stand in its path and query, as {chat_id}; empty: no webhook.");
        group.add(
                "webhook.codes",
                list(),
                "",
                "",
                "Activity codes sent to the webhook, comma-separated, case-sensitive.");
        return group;
    }

    private static SettingsGroup report(Predicate<String> free) {
        SettingsGroup group = new SettingsGroup(
                "The click report. With several operations, wolkvox.NAME.token and so on are an operation's own");
        group.add(
                "wolkvox.base-url",
                baseUrl(),
                "",
                "",
                "The API's address instead of wolkvox.server, for a proxy or the simulator.");
        group.add(
                "wolkvox.operation",
                operationName(free),
                "default",
                "",
                "The name of the one operation; part of every click's identity, so never change it later.");
        group.add(
                "wolkvox.operations",
                operationNames(free),
                "",
                "",
                "The names of several operations, comma-separated; empty: the one above.");
        group.add(
                "wolkvox.time-zone",
                zone(),
                "America/Bogota",
                "",
                "The zone of the report's times, which carry no offset.");
        group.add(
                "wolkvox.licenses",
                integer(1, 100_000),
                "1",
                "licences",
                "Licences of the operation: the API grants 1,000 requests a day for each.");
        group.add(
                "wolkvox.quota-share",
                number(false, 1),
                "1.0",
                "part of the daily requests",
                "How much of the daily quota may be used here; the rest is left to the operation's other tokens.");
        group.add(
                "wolkvox.max-in-flight",
                integer(1, 2),
                "1",
                "calls",
                "Calls at the same time with one token; the API refuses more than 2.");
        group.add(
                "wolkvox.timeout",
                duration("1s", "1h"),
                "65s",
                "duration",
                "The longest that a whole answer may take; the API itself gives up after 60s.");
        group.add(
                "wolkvox.connect-timeout",
                duration("100ms", "5m"),
                "10s",
                "duration",
                "The longest that connecting may take.");
        group.add(
                "wolkvox.proxy",
                proxy(),
                "",
                "",
                "The proxy on the way to the API, http://user:password@host:port; none: no proxy; empty: as HTTPS_PROXY and NO_PROXY say.");
        group.add(
                "wolkvox.local-address",
                localAddress(),
                "",
                "",
                "The address of this machine that calls of the API begin from, where there are several; empty: the system chooses.");
        group.add(
                "wolkvox.ca",
                path(),
                "",
                "",
                "A file of the authorities to trust for the API, PEM, such as that of a proxy that reads along; empty: those of Java.");
        group.add(
                "wolkvox.max-records",
                integer(1, 60_000),
                "60000",
                "records",
                "Records at which an answer is full, so that its window is asked for again in halves.");
        group.add(
                "wolkvox.full-margin",
                integer(0, 59_999),
                "0",
                "records",
                "How many records below wolkvox.max-records an answer already counts as full.");
        group.add(
                "wolkvox.max-answer",
                integer(1, 1024),
                "256",
                "MB",
                "The largest answer that is read; a larger one is asked for again in halves.");
        group.add(
                "wolkvox.uncoded",
                list(),
                ",TIMEOUTCHAT,-",
                "",
                "Values of cod_act that mean that no code was set yet, comma-separated; the empty one always counts.");
        return group;
    }

    private static SettingsGroup enrichment() {
        SettingsGroup group = new SettingsGroup("Who wrote: people's data, off by default");
        group.add(
                "wolkvox.enrich",
                oneOf("off", "chat_1"),
                "off",
                "",
                "The report that tells who wrote in a chat: chat_1, asked for the clicks that get a code and go to a destination with NAME.enrich=true.");
        group.add(
                "enrich.wait",
                duration("1s", "24h"),
                "10m",
                "duration",
                "The longest that such a click waits for its contact; then it goes without.");
        group.add(
                "enrich.timeout",
                duration("100ms", "1h"),
                "30s",
                "duration",
                "The longest that a call of that report may take.");
        group.add(
                "enrich.retention",
                duration("1m", "31d"),
                "7d",
                "duration",
                "How long contacts are kept, for retries and further codes of the chat.");
        group.add(
                "enrich.keep",
                oneOf("plain", "hashed"),
                "plain",
                "",
                "hashed: of name, phone and e-mail only their SHA-256 is kept and sent.");
        return group;
    }

    private static SettingsGroup polling() {
        SettingsGroup group = new SettingsGroup("Polling");
        group.add("poll.period", duration("100ms", "31d"), "5m", "duration", "How often new clicks are asked for.");
        group.add("poll.start", duration("0s", "3650d"), "24h", "duration", "How far back the very first poll looks.");
        group.add(
                "poll.first",
                oneOf("send", "store"),
                "send",
                "",
                "What becomes of the clicks that the very first poll finds: send, or only store, for replay --reroute --history.");
        group.add(
                "poll.safety-lag",
                duration("0s", "1h"),
                "2s",
                "duration",
                "How far behind now a window ends, for clicks that the API shows late.");
        group.add(
                "poll.re-read",
                tiers(),
                "6h/30m,48h/6h,7d/1d",
                "span/every",
                "Re-reads that find late codes: the last 6h every 30m, and so on; empty: none.");
        group.add(
                "poll.reconcile",
                durationOrNothing("1s", "31d", "for never"),
                "1d",
                "duration",
                "How often yesterday and each day that may still change is held against the vendor's own totals (chat_15), one call a day; 0: never.");
        group.add("poll.tick", duration("10ms", "1h"), "1s", "duration", "How often due work is looked for.");
        group.add(
                "poll.retry",
                duration("10ms", "1h"),
                "5s",
                "duration",
                "The first wait after trouble with the API; it grows with each failure.");
        group.add("poll.chunk", integer(1, 10_000), "1000", "clicks", "Clicks that are stored in one transaction.");
        return group;
    }
}
