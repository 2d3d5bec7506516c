package org.clickrouter.console.web;

import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/** The fields of a request by their names; of several with one name, the first. */
final class Fields {

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
}
