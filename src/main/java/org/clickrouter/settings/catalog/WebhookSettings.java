package org.clickrouter.settings.catalog;

import static org.clickrouter.settings.value.AddressKinds.headers;
import static org.clickrouter.settings.value.AddressKinds.hosts;
import static org.clickrouter.settings.value.AddressKinds.localAddress;
import static org.clickrouter.settings.value.AddressKinds.networks;
import static org.clickrouter.settings.value.AddressKinds.proxy;
import static org.clickrouter.settings.value.Kinds.duration;
import static org.clickrouter.settings.value.Kinds.headerSecret;
import static org.clickrouter.settings.value.Kinds.integer;
import static org.clickrouter.settings.value.Kinds.number;
import static org.clickrouter.settings.value.Kinds.oneOf;
import static org.clickrouter.settings.value.Kinds.path;
import static org.clickrouter.settings.value.Kinds.retries;
import static org.clickrouter.settings.value.Kinds.secret;
import static org.clickrouter.settings.value.Kinds.signingSecret;
import static org.clickrouter.settings.value.Kinds.statuses;
import static org.clickrouter.settings.value.Kinds.text;

/** The settings of the shipped webhook. */
final class WebhookSettings {

    private WebhookSettings() {}

    static SettingsGroup group() {
        SettingsGroup group = new SettingsGroup("The webhook");
        group.add(
                "webhook.secret",
                signingSecret(),
                "",
                "",
                "Signs each webhook by the rules of Standard Webhooks (whsec_... as v1, whsk_... as v1a); empty: unsigned.");
        group.add(
                "webhook.format",
                oneOf("standard", "cloudevents", "record"),
                "standard",
                "",
                "The body: standard (type, timestamp, data), cloudevents, or the bare record.");
        group.add(
                "webhook.method",
                oneOf("POST", "PUT", "PATCH"),
                "POST",
                "",
                "The method of the request: POST, PUT or PATCH.");
        group.add(
                "webhook.final",
                statuses(),
                "",
                "",
                "Statuses after which a click is not sent again, comma-separated, such as 400,422; empty: all are tried again.");
        group.add(
                "webhook.redirect",
                hosts(),
                "",
                "",
                "Hosts to which one redirect (302 or 303) is followed, by GET, with no header and no body; empty: none is followed.");
        group.add(
                "webhook.compression",
                oneOf("none", "gzip"),
                "none",
                "",
                "How the body is packed: none or gzip; the signature is of the body before that.");
        group.add(
                "webhook.accepted-if",
                text(),
                "",
                "",
                "What the JSON of a 2xx must say to count as delivered, in jq, such as .ok == true; empty: any 2xx is delivered.");
        group.add(
                "webhook.failure",
                text(),
                "",
                "",
                "What an answer that takes no click means, in jq over its JSON: busy, unauthorized, final, or null for what its status says; empty: the status counts.");
        group.add(
                "webhook.max-age",
                duration("1m", "365d"),
                "",
                "duration",
                "A click whose code was first seen longer ago is not sent, and dead at once; empty: however old.");
        group.add(
                "webhook.headers",
                headers(),
                "",
                "",
                "Headers to add, as Name: value pairs separated by a semicolon; one inside a value is written \\\\;.");
        group.add("webhook.retry", retries(), "", "durations", "Its own waits in the place of retry.schedule.");
        group.add(
                "webhook.timeout", duration("100ms", "30m"), "15s", "duration", "The longest that one call may take.");
        group.add(
                "webhook.ordered",
                oneOf("true", "false"),
                "false",
                "",
                "Sends the clicks of one chat one after the other, in the order of their codes; others go beside them.");
        group.add(
                "webhook.enrich",
                oneOf("true", "false"),
                "false",
                "",
                "Gives its clicks the contact of their chat, where wolkvox.enrich asks for it.");
        group.add(
                "webhook.traceparent",
                oneOf("true", "false"),
                "false",
                "",
                "Tells the receiver in the header traceparent (W3C Trace Context) which read of the report brought the click.");
        group.add(
                "webhook.batch",
                integer(1, 1000),
                "1",
                "clicks",
                "Clicks in one request at most, as a JSON array; 1: each alone, not in an array.");
        group.add(
                "webhook.every",
                duration("100ms", "1h"),
                "",
                "duration",
                "The longest that a click waits for others to fill a request; empty: it goes with those that wait already.");
        group.add("webhook.max-in-flight", integer(1, 512), "8", "calls", "Calls at the same time.");
        group.add("webhook.rate", number(true, 100_000), "0", "calls a second", "Calls a second at most; 0: no limit.");
        group.add(
                "webhook.allow",
                networks(),
                "",
                "",
                "Networks that the webhook may be in, such as 10.0.0.0/8; empty: any but link-local.");
        group.add(
                "webhook.proxy",
                proxy(),
                "",
                "",
                "The proxy on the way, http://user:password@host:port; none: no proxy; empty: as HTTPS_PROXY and NO_PROXY say.");
        group.add(
                "webhook.local-address",
                localAddress(),
                "",
                "",
                "The address of this machine that its calls begin from, where there are several; empty: the system chooses.");
        group.add(
                "webhook.ca",
                path(),
                "",
                "",
                "A file of the authorities to trust, PEM or PKCS12; empty: those of Java.");
        group.add(
                "webhook.certificate",
                path(),
                "",
                "",
                "A file of the certificate to show to the receiver, PEM (with webhook.key) or PKCS12; empty: none.");
        group.add(
                "webhook.key", path(), "", "", "A file of the certificate's private key, PEM (PKCS8, not encrypted).");
        group.add("webhook.certificate-password", secret(), "", "", "The password of the PKCS12 files.");
        group.add(
                "webhook.bearer", headerSecret(), "", "", "A token to log in with at the receiver, sent as a bearer.");
        group.add("webhook.user", text(), "", "", "A user to log in with at the receiver (Basic).");
        group.add("webhook.password", secret(), "", "", "The password of that user.");
        OAuth2Settings.add(group, "webhook", "docs/network.md");
        return group;
    }
}
