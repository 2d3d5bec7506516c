package org.clickrouter.console.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** The language that a browser asks for, or the one that its reader chose. */
final class Language {

    private static final String COOKIE = "click-router-language";

    private Language() {}

    static Words of(RoutingContext context) {
        Cookie chosen = context.request().getCookie(COOKIE);
        return Words.chosen(
                chosen == null ? null : chosen.getValue(), context.request().getHeader("Accept-Language"));
    }

    /** Remembers the language that the form names, and goes back to the page. */
    static void choose(RoutingContext context) {
        String wanted = context.request().getFormAttribute("language");
        context.response()
                .addCookie(Cookie.cookie(COOKIE, Words.chosen(wanted, null).language())
                        .setSameSite(CookieSameSite.STRICT)
                        .setHttpOnly(true)
                        .setPath("/")
                        .setMaxAge(Duration.ofDays(365).toSeconds()));
        back(context, context.request().getFormAttribute("back"));
    }

    /** Goes to a page of ours: never to an address that somebody else has put into a form. */
    static void back(RoutingContext context, String path) {
        boolean ours = path != null && path.matches("/(?![/\\\\])[\\x21-\\x7e]*");
        context.response()
                .setStatusCode(303)
                .putHeader("Location", ours ? path : "/")
                .end();
    }
}
