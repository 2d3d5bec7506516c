package org.clickrouter.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/** One view, two faces: the same record as a page or, for whoever asks for application/json, as JSON. */
final class Answers {

    private static final TemplateEngine PAGES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.clickrouter.console.page");
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Answers() {}

    static boolean wantsJson(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return accept != null && accept.contains("application/json") && !accept.contains("text/html");
    }

    /** @param view as the template {@code name}.jte and as JSON */
    static void view(RoutingContext context, Visit visit, String name, Object view) {
        view(context, visit, name, view, Map.of());
    }

    /** @param more what the page alone needs, such as what can be chosen */
    static void view(RoutingContext context, Visit visit, String name, Object view, Map<String, Object> more) {
        if (wantsJson(context)) {
            json(context, 200, view);
        } else {
            Map<String, Object> parameters = new HashMap<>(more);
            parameters.put("visit", visit);
            parameters.put("view", view);
            page(context, 200, name, parameters);
        }
    }

    /** Whether CSV is asked for: by {@code format=csv}, which a link can say, or by the header Accept. */
    static boolean wantsCsv(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return "csv".equals(context.request().getParam("format")) || accept != null && accept.startsWith("text/csv");
    }

    /**
     * The file of a link begins with a byte order mark: Excel takes it for the country's old charset otherwise, and
     * shows accents as signs. Who asks by the header Accept is a program, and many of those do not expect one.
     *
     * @param name of the file that a browser makes of it
     */
    static void csv(RoutingContext context, String name, String text) {
        boolean link = "csv".equals(context.request().getParam("format"));
        context.response()
                .putHeader("Content-Type", "text/csv; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .end(link ? BYTE_ORDER_MARK + text : text);
    }

    static void message(RoutingContext context, Visit visit, int status, String title, String text) {
        if (wantsJson(context)) {
            json(context, status, Map.of("message", text));
        } else {
            page(
                    context,
                    status,
                    "message",
                    Map.of("visit", visit, "title", title, "text", text, "back", back(context, visit)));
        }
    }

    /** The page that something was sent from; of one that could not be shown it without what was asked of it. */
    private static String back(RoutingContext context, Visit visit) {
        if (!context.request().method().name().equals("GET")) {
            return visit.path();
        }
        String path = context.request().path();
        return path.equals("/search") ? "/" : path;
    }

    static void page(RoutingContext context, int status, String name, Map<String, Object> parameters) {
        StringOutput html = new StringOutput();
        PAGES.render(name + ".jte", parameters, html);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(html.toString());
    }

    private static void json(RoutingContext context, int status, Object value) {
        try {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
