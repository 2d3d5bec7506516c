package org.clickrouter.console.web;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.clickrouter.ads.AdsCsv;
import org.clickrouter.ads.AdsReport;
import org.clickrouter.console.view.ClickLife;
import org.clickrouter.console.view.CoverageDays;
import org.clickrouter.console.view.Deliveries;
import org.clickrouter.console.view.DeliveriesCsv;
import org.clickrouter.console.view.DeliveryFilter;
import org.clickrouter.console.view.DestinationState;

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
        forgetIfAgain(context);
        Answers.view(context, visit, "overview", views.overview.get());
    }

    void deliveries(RoutingContext context, Visit visit) {
        Map<String, String> asked = Fields.query(context);
        boolean bodies = "1".equals(asked.get("bodies")) && !visit.masked();
        // CSV cannot say that it has not looked at all.
        var page = Answers.wantsCsv(context)
                ? views.allDeliveries.page(filter(asked), bodies)
                : bodies
                        ? views.deliveries.page(filter(asked), true)
                        : kept(context, Deliveries.class, asked, () -> views.deliveries.page(filter(asked), false));
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
        String key = asked.getOrDefault("key", "").strip();
        String operation = blankAsNull(asked.get("operation"));
        // What somebody asks to be shown stays nowhere.
        var life = visit.shown()
                ? views.click.of(key, operation, true)
                : kept(context, ClickLife.class, asked, () -> views.click.of(key, operation, false));
        Answers.view(context, visit, "click", visit.masked() ? Masks.chats(life, visit) : life);
    }

    void destination(RoutingContext context, Visit visit) {
        forgetIfAgain(context);
        String name = context.pathParam("name");
        Answers.view(
                context,
                visit,
                "destination",
                kept(context, DestinationState.class, name, () -> views.destination.of(name)));
    }

    void coverage(RoutingContext context, Visit visit) {
        Map<String, String> asked = Fields.query(context);
        Answers.view(
                context,
                visit,
                "coverage",
                kept(
                        context,
                        CoverageDays.class,
                        asked,
                        () -> views.coverage.days(
                                Visit.day(asked.get("from")),
                                Visit.day(asked.get("to")),
                                WEEKS,
                                asked.get("operation"))));
    }

    void ads(RoutingContext context, Visit visit) {
        Map<String, String> asked = Fields.query(context);
        var report = kept(
                context,
                AdsReport.class,
                asked,
                () -> views.ads.report(
                        Visit.day(asked.get("from")),
                        Visit.day(asked.get("to")),
                        asked.getOrDefault("by", "ad"),
                        asked.getOrDefault("operation", "")));
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

    private <T> T kept(RoutingContext context, Class<T> page, Object asked, Supplier<T> question) {
        return views.kept.get(page, asked, again(context), question);
    }

    /** What the newest deliveries came to is kept for the first page and those of destinations alike. */
    private void forgetIfAgain(RoutingContext context) {
        if (again(context)) {
            views.overview.forget();
        }
    }

    /** What a browser says when somebody reloads a page, and never when a page refreshes itself. */
    private static boolean again(RoutingContext context) {
        String wanted = context.request().getHeader("Cache-Control");
        return wanted != null && (wanted.contains("no-cache") || wanted.contains("max-age=0"));
    }

    private static String blankAsNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
