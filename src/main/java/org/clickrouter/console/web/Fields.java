package org.clickrouter.console.web;

import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a request by their names; of several with one name, the first. */
final class Fields {

    private static final Pattern PAGE = Pattern.compile("https?://[^/]+(/(?![/\\\\])[\\x21-\\x7e]*)");

    private Fields() {}

    /** Those of its query. */
    static Map<String, String> query(RoutingContext context) {
        Map<String, String> fields = new HashMap<>();
        context.queryParams().forEach(e -> fields.putIfAbsent(e.getKey(), e.getValue()));
        return fields;
    }

    /** Those of the form that was sent. */
    static Map<String, String> form(RoutingContext context) {
        Map<String, String> fields = new HashMap<>();
        context.request().formAttributes().forEach(e -> fields.putIfAbsent(e.getKey(), e.getValue()));
        return fields;
    }

    /** The page of ours that a form was sent from, with its query; the first page where the browser does not say. */
    static String from(RoutingContext context) {
        String referrer = context.request().getHeader("Referer");
        Matcher page = PAGE.matcher(referrer == null ? "" : referrer);
        return page.matches() ? page.group(1) : "/";
    }
}
