package org.clickrouter.console.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The three files that a browser needs beside the pages, by name: nothing else can be asked for. */
final class Assets {

    private static final Map<String, String> TYPES = Map.of(
            "console.css", "text/css; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private Assets() {}

    static void serve(RoutingContext context) {
        String name = context.request().path().substring("/console/".length());
        String type = TYPES.get(name);
        if (type == null) {
            context.response().setStatusCode(404).end();
            return;
        }
        try (InputStream in = Assets.class.getResourceAsStream("/META-INF/click-router/console/" + name)) {
            context.response()
                    .putHeader("Content-Type", type)
                    .putHeader("Cache-Control", "max-age=300")
                    .end(Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            context.fail(e);
        }
    }
}
