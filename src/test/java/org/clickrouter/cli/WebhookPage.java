package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Received;

/** The requests that a receiver got of a running product, on paper: every header and field that came, and no other. */
final class WebhookPage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> HEADERS = Map.of(
            "connection", "of HTTP",
            "content-length", "of HTTP",
            "content-type", "of the body, see below; always UTF-8",
            "host", "of HTTP",
            "user-agent", "",
            "webhook-id",
                    "the id of the delivery (`msg_...`), or of a request of several (`batch_...`); the same in each repeat",
            "webhook-signature",
                    "of id, time and body, one for each secret ([how to check it](../webhooks.md#checking-the-signature)); only with `webhook.secret`",
            "webhook-timestamp", "when this attempt was made, seconds since 1970");
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("type", "`click.coded`"),
            Map.entry("timestamp", "when the click was first seen with this code, UTC"),
            Map.entry("data", "the click"),
            Map.entry("operation", "the name of the operation"),
            Map.entry("revision", "of the code: 1 is the first, a changed code the next"),
            Map.entry("specversion", "`1.0`"),
            Map.entry("id", "the id of the delivery; the same in each repeat"),
            Map.entry("delivery_id", "the id of the delivery; the same in each repeat"),
            Map.entry("source", "`/click-router/` and the name of the operation"),
            Map.entry("time", "when the click was first seen with this code, UTC"),
            Map.entry("datacontenttype", "of `data`: `application/json`"));

    private final Rig rig;
    private final Set<String> record;
    private final Set<String> used = new TreeSet<>();
    private final StringBuilder page = new StringBuilder("""
            # The webhook

            What a receiver gets, as [webhooks.md](../webhooks.md) explains it, by header and field. This page is made from requests that
            the product itself has sent.
            """);

    private WebhookPage(Rig rig) {
        this.rig = rig;
        this.record = rig.record("chat", "code").keySet();
    }

    /** @param home an empty folder */
    static String text(Path home) throws IOException {
        try (Rig rig = new Rig(home)) {
            return new WebhookPage(rig).write();
        }
    }

    private String write() throws IOException {
        Map<String, BodyFormat> destinations = new LinkedHashMap<>();
        for (BodyFormat format : BodyFormat.values()) {
            destinations.put(name(format), format);
            destinations.put(name(format) + "-batch", format);
        }
        for (Map.Entry<String, BodyFormat> each : destinations.entrySet()) {
            String name = each.getKey();
            rig.destination(name, "webhook");
            rig.firstStep("- to:\n    id: to-" + name + "\n    uri: outbox:" + name + "\n");
            rig.set(name + ".url", rig.webhook.url() + "?to=" + name)
                    .set(name + ".format", name(each.getValue()))
                    .set(name + ".batch", name.endsWith("-batch") ? "100" : "1")
                    .set(name + ".secret", "whsec_b2xkLXNlY3JldC1vZi10aGUtcmVjZWl2ZXI=");
        }
        rig.set("webhook.url", "").click("chat-1", "VENTA").start();
        Rig.eventually(() -> assertThat(rig.webhook.received()).hasSize(destinations.size()));
        headers();
        page.append("""

                ## The fields of the click

                `data` holds the fields of the record as the report has them, with their names, order and values, behind those of this
                page. A field of the record with the name of one of these comes as `record_` and that name.
                """);
        destinations.forEach((name, format) -> body(name, format, request(name)));
        Set<String> known = new TreeSet<>(HEADERS.keySet());
        known.addAll(FIELDS.keySet());
        assertThat(used).as("what is told here, and what came").isEqualTo(known);
        return page.toString();
    }

    private static String name(BodyFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private Received request(String name) {
        return rig.webhook.received().stream()
                .filter(request -> request.path().endsWith("?to=" + name))
                .findFirst()
                .orElseThrow();
    }

    private void headers() {
        List<Received> all = rig.webhook.received();
        Set<String> names = new TreeSet<>();
        all.forEach(request -> request.headers().keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT))));
        assertThat(all).extracting(Received::method).containsOnly("POST");
        page.append(
                "\n## Headers\n\nThe method is POST, unless `webhook.method` is another. Beside those of `webhook.headers` and of a"
                        + " log-in\n([network.md](../network.md)) come:\n\n| header | what it is |\n| --- | --- |\n");
        for (String name : names) {
            String what = name.equals("user-agent")
                    ? "`" + all.get(0).header(name).orElseThrow() + "`"
                    : meaning(HEADERS, name);
            used.add(name);
            page.append("| `").append(name).append("` | ").append(what).append(" |\n");
        }
    }

    private void body(String name, BodyFormat format, Received request) {
        boolean several = name.endsWith("-batch");
        page.append("\n## ")
                .append(several ? "Several in a request" : "The body")
                .append(": webhook.format=")
                .append(name(format))
                .append("\n\n`Content-Type: ")
                .append(request.header("content-type").orElseThrow())
                .append(several ? "`, with `webhook.batch`. A list, also of one click; `[]` is each of them" : "`")
                .append("\n\n| field | type | what it is |\n| --- | --- | --- |\n");
        try {
            JsonNode body = JSON.readTree(request.text());
            fields(several ? body.get(0) : body, several ? "[]." : "");
        } catch (IOException e) {
            throw new IllegalStateException(request.text(), e);
        }
    }

    private void fields(JsonNode object, String path) {
        object.properties().forEach(field -> {
            if (!record.contains(field.getKey())) {
                row(path + field.getKey(), words(field.getValue()), meaning(FIELDS, field.getKey()));
                fields(field.getValue(), path + field.getKey() + ".");
            }
        });
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.containsAll(record)) {
            row(path + "…", "as the report has it", "the fields of the record");
        }
    }

    private void row(String field, String type, String what) {
        page.append("| `" + field + "` | " + type + " | " + what + " |\n");
    }

    private String meaning(Map<String, String> meanings, String name) {
        used.add(name);
        assertThat(meanings).as("say here what it is").containsKey(name);
        return meanings.get(name);
    }

    private static String words(JsonNode value) {
        return value.isObject() ? "object" : value.isIntegralNumber() ? "whole number" : "text";
    }
}
