package org.clickrouter.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.clickrouter.store.operator.KnownEvent;
import org.clickrouter.store.reports.Trouble;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.Words;

/** News as a message: one line, a text, the body of a webhook, and what Slack understands. */
final class Bulletin {

    /** The {@code type} of the webhook. */
    static final String TYPE = "click-router.operator";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);
    private static final int LONGEST_SUBJECT = 160;

    private final String installation;
    private final ZoneId zone;
    private final News news;
    private final Instant now;

    /** @param installation tells this one from others of the same operator */
    Bulletin(String installation, ZoneId zone, News news, Instant now) {
        this.installation = installation;
        this.zone = zone;
        this.news = news;
        this.now = now;
    }

    String subject() {
        boolean trouble = !news.fresh().isEmpty();
        List<KnownEvent> first = trouble ? news.fresh() : news.well().isEmpty() ? news.still() : news.well();
        String what = trouble
                ? Words.count(first.size(), "new problem")
                : news.well().isEmpty()
                        ? Words.count(first.size(), "problem") + (first.size() == 1 ? " lasts" : " last")
                        : news.still().isEmpty() ? "well again" : "partly well again";
        KnownEvent one = first.get(0);
        return OneLine.plain(OneLine.cut(
                "[click-router " + installation + "] " + what + ": " + one.kind()
                        + (one.subject().isEmpty() ? "" : " " + one.subject())
                        + (first.size() > 1 ? " and " + (first.size() - 1) + " more" : ""),
                LONGEST_SUBJECT));
    }

    String text() {
        StringBuilder text = new StringBuilder("Click Router, " + installation + "\n");
        part(text, "New", news.fresh());
        part(text, "Well again", news.well());
        part(text, "Still", news.still());
        return text.append("\nWhat each means and what to do: docs/operator.md. `click-router status` tells the present"
                        + " state.\n")
                .toString();
    }

    private void part(StringBuilder text, String heading, List<KnownEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        text.append('\n').append(heading).append('\n');
        for (KnownEvent event : events) {
            text.append("- since ").append(time(event.since()));
            if (event.wellSince() != null) {
                text.append(" until ").append(time(event.wellSince()));
            }
            text.append(": ")
                    .append(event.text())
                    .append(" (")
                    .append(event.kind())
                    .append(")\n");
        }
    }

    private String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** In the form of the webhooks of clicks: {@code type}, {@code timestamp}, {@code data}. */
    String json() {
        ObjectNode body = JSON.createObjectNode().put("type", TYPE).put("timestamp", now.toString());
        ObjectNode data = body.putObject("data").put("installation", installation);
        ArrayNode events = data.putArray("events");
        news.fresh().forEach(event -> add(events, event, "new"));
        news.well().forEach(event -> add(events, event, "well"));
        news.still().forEach(event -> add(events, event, "still"));
        return written(body);
    }

    private static void add(ArrayNode events, KnownEvent event, String state) {
        ObjectNode node = events.addObject()
                .put("kind", event.kind())
                .put("subject", event.subject())
                .put("state", state)
                .put("count", event.amount())
                .put("since", Instant.ofEpochMilli(event.since()).toString());
        if (event.wellSince() != null) {
            node.put("until", Instant.ofEpochMilli(event.wellSince()).toString());
        }
        node.put("text", event.text()).put("runbook", runbook(event.kind()));
    }

    /** What Slack, Mattermost, Rocket.Chat and Google Chat take. */
    String slack() {
        // In Slack's text these three have a meaning of their own.
        String text = text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return written(JSON.createObjectNode().put("text", text));
    }

    private static String runbook(String kind) {
        boolean ofTheStore =
                Stream.of(Trouble.Kind.values()).map(TroubleEvents::kind).anyMatch(kind::equals);
        return (ofTheStore ? "docs/operator.md#" : "docs/runbook.md#") + kind;
    }

    private static String written(ObjectNode body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
