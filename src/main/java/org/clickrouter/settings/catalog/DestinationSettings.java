package org.clickrouter.settings.catalog;

import static org.clickrouter.settings.value.AddressKinds.host;
import static org.clickrouter.settings.value.AddressKinds.jdbcUrl;
import static org.clickrouter.settings.value.AddressKinds.mailAddress;
import static org.clickrouter.settings.value.AddressKinds.mailAddresses;
import static org.clickrouter.settings.value.AddressKinds.port;
import static org.clickrouter.settings.value.AddressKinds.proxy;
import static org.clickrouter.settings.value.AddressKinds.table;
import static org.clickrouter.settings.value.Kinds.duration;
import static org.clickrouter.settings.value.Kinds.integer;
import static org.clickrouter.settings.value.Kinds.list;
import static org.clickrouter.settings.value.Kinds.number;
import static org.clickrouter.settings.value.Kinds.oneOf;
import static org.clickrouter.settings.value.Kinds.path;
import static org.clickrouter.settings.value.Kinds.retries;
import static org.clickrouter.settings.value.Kinds.secret;
import static org.clickrouter.settings.value.Kinds.text;
import static org.clickrouter.settings.value.Kinds.timesOfDay;

import java.util.List;

/** The settings of the shipped destinations but for the brokers. */
final class DestinationSettings {

    private DestinationSettings() {}

    static List<SettingsGroup> groups() {
        return List.of(WebhookSettings.group(), email(), sql());
    }

    private static SettingsGroup email() {
        SettingsGroup group = new SettingsGroup("E-mail");
        group.add("email.host", host(), "", "", "The mail server; empty: no e-mail.");
        group.add(
                "email.port", port(1), "25", "", "Its port; 587 is usual for STARTTLS with a password, 465 for smtps.");
        group.add("email.user", text(), "", "", "The user at the mail server; empty: no login.");
        group.add("email.password", secret(), "", "", "The password at the mail server.");
        OAuth2Settings.add(group, "email", "docs/email-oauth2.md");
        group.add(
                "email.oauth2.proxy",
                proxy(),
                "",
                "",
                "The proxy on the way to the token server; none: no proxy; empty: as HTTPS_PROXY and NO_PROXY say.");
        group.add(
                "email.oauth2.ca",
                path(),
                "",
                "",
                "A file of the authorities to trust for it, PEM; empty: those of Java.");
        group.add(
                "email.tls",
                oneOf("auto", "starttls", "smtps", "none"),
                "auto",
                "",
                "auto: STARTTLS when offered; starttls: required; smtps: TLS from the start; none.");
        group.add("email.from", mailAddress(), "", "", "The sender.");
        group.add("email.to", mailAddresses(), "", "", "The recipients, comma-separated.");
        group.add("email.codes", list(), "", "", "Activity codes sent by e-mail, comma-separated, case-sensitive.");
        group.add(
                "email.digest",
                duration("1s", "31d"),
                "",
                "duration",
                "Collects clicks for this long into one mail, with a table and counts by code and ad; empty: one mail a click.");
        group.add(
                "email.at",
                timesOfDay(),
                "",
                "",
                "Sends that mail each day at this time of wolkvox.time-zone, or at several, such as 08:00,17:00, in the place of email.digest.");
        group.add("email.language", oneOf("en", "es"), "en", "", "The language of the mails: English or Spanish.");
        group.add("email.retry", retries(), "", "durations", "Its own waits in the place of retry.schedule.");
        group.add("email.timeout", duration("100ms", "30m"), "30s", "duration", "The longest that one mail may take.");
        group.add(
                "email.enrich",
                oneOf("true", "false"),
                "false",
                "",
                "Gives its clicks the contact of their chat, where wolkvox.enrich asks for it.");
        group.add("email.max-in-flight", integer(1, 64), "2", "mails", "Mails at the same time.");
        group.add("email.rate", number(true, 100_000), "0", "mails a second", "Mails a second at most; 0: no limit.");
        return group;
    }

    private static SettingsGroup sql() {
        SettingsGroup group = new SettingsGroup("The SQL table");
        group.add(
                "sql.codes",
                list(),
                "",
                "",
                "Activity codes written to the table, comma-separated, case-sensitive; * is every coded click, uncoded every other.");
        group.add("sql.url", jdbcUrl(), "", "", "The JDBC URL of the table's database; empty: the store.");
        group.add("sql.user", text(), "", "", "The user of that database.");
        group.add("sql.password", secret(), "", "", "The password of that user.");
        group.add("sql.table", table(), "click_sink", "", "The table, if need be with its schema.");
        group.add(
                "sql.columns",
                list(),
                "",
                "",
                "A table of your own instead: value:column pairs, comma-separated, such as chat_id:contacto, cod_act:resultado, revision:version; empty: the shipped table.");
        group.add(
                "sql.key",
                list(),
                "",
                "",
                "The columns of sql.columns by which a row is found again; empty: those of operation, chat_id, source_id and date.");
        group.add("sql.retry", retries(), "", "durations", "Its own waits in the place of retry.schedule.");
        group.add("sql.timeout", duration("100ms", "30m"), "30s", "duration", "The longest that one batch may take.");
        group.add(
                "sql.enrich",
                oneOf("true", "false"),
                "false",
                "",
                "Gives its clicks the contact of their chat, where wolkvox.enrich asks for it.");
        group.add(
                "sql.max-in-flight",
                integer(1, 64),
                "",
                "batches",
                "Batches at the same time; empty: 2 into PostgreSQL, 1 into any other.");
        group.add("sql.batch", integer(1, 10_000), "500", "rows", "Rows in one batch at most.");
        group.add("sql.rate", number(true, 100_000), "0", "batches a second", "Batches a second at most; 0: no limit.");
        return group;
    }
}
