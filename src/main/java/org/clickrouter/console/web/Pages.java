package org.clickrouter.console.web;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.clickrouter.ads.AdsCsv;
import org.clickrouter.console.view.DeliveriesCsv;
import org.clickrouter.console.view.DeliveryFilter;

/** What each page is filled with, by what was asked for. */
final class Pages {

    private static final int WEEKS = 70;

    private final Views views;
    private final Clock clock;

    Pages(Views views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    void overview(RoutingContext context, Visit visit) {
        Answers.view(context, visit, "overview", views.overview.get());
    }

    void deliveries(RoutingContext context, Visit visit) {
        Map<String, String> asked = Fields.query(context);
        boolean bodies = "1".equals(asked.get("bodies")) && !visit.masked();
        // CSV cannot say that it has not looked at all.
        var deliveries = Answers.wantsCsv(context) ? views.allDeliveries : views.deliveries;
        var page = deliveries.page(filter(asked), bodies);
        var shown = visit.masked() ? Masks.chats(page, visit) : page;
        if (Answers.wantsCsv(context)) {
            Answers.csv(context, "deliveries.csv", DeliveriesCsv.of(shown));
        } else {
            Answers.view(context, visit, "deliveries", shown);
        }
    }

    /** @throws IllegalArgumentException for what cannot be */
    DeliveryFilter filter(Map<String, String> asked) {
        return new DeliveryFilter(asked, views.zone, clock.instant());
    }

    void click(RoutingContext context, Visit visit) {
        Map<String, String> asked = Fields.query(context);
        var life = views.click.of(
                asked.getOrDefault("key", "").strip(), blankAsNull(asked.get("operation")), visit.shown());
        Answers.view(context, visit, "click", visit.masked() ? Masks.chats(life, visit) : life);
    }

    void destination(RoutingContext context, Visit visit) {
        Answers.view(context, visit, "destination", views.destination.of(context.pathParam("name")));
    }

    void coverage(RoutingContext context, Visit visit) {
        Map<String, String> asked = Fields.query(context);
        Answers.view(
                context,
                visit,
                "coverage",
                views.coverage.days(
                        Visit.day(asked.get("from")), Visit.day(asked.get("to")), WEEKS, asked.get("operation")));
    }

    void ads(RoutingContext context, Visit visit) {
        Map<String, String> asked = Fields.query(context);
        var report = views.ads.report(
                Visit.day(asked.get("from")),
                Visit.day(asked.get("to")),
                asked.getOrDefault("by", "ad"),
                asked.getOrDefault("operation", ""));
        if (Answers.wantsCsv(context)) {
            Answers.csv(context, "ads-" + report.from() + "-" + report.to() + ".csv", AdsCsv.of(report));
        } else {
            Answers.view(context, visit, "ads", report, Map.of("operations", views.operations));
        }
    }

    void rules(RoutingContext context, Visit visit) {
        Answers.view(context, visit, "rules", views.rules.get());
    }

    void tryRecord(RoutingContext context, Visit visit) {
        String body = context.body().asString();
        String records = body == null ? "" : body.startsWith("record=") ? body.substring(7) : body;
        Answers.view(context, visit, "rules", views.rules.tried(records));
    }

    void settings(RoutingContext context, Visit visit) {
        Answers.view(context, visit, "settings", views.settings);
    }

    void search(RoutingContext context, Visit visit) {
        Optional<String> found = views.search.page(Fields.query(context).getOrDefault("q", ""));
        if (found.isPresent()) {
            context.response()
                    .setStatusCode(303)
                    .putHeader("Location", found.get())
                    .end();
        } else {
            Answers.message(context, visit, 404, visit.say("search"), visit.say("search.none"));
        }
    }

    private static String blankAsNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
