package org.clickrouter.console.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Stands before every page: sets the headers that keep a browser honest, and lets in who may come in. */
final class Guard {

    private static final String SESSION = "click-router-session";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Access access;
    private final Origins origins;

    Guard(Access access, Origins origins) {
        this.access = access;
        this.origins = origins;
    }

    /** Refuses what no page of ours can have asked for; the rest goes on. */
    void before(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                // With no-referrer a browser would hide from us, too, that a form came from a page of ours.
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        HttpServerRequest request = context.request();
        // HTTP/2 has no header of that name.
        String host = request.authority() == null ? null : request.authority().toString();
        boolean acts = request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
        if (!origins.knows(host)) {
            refuse(context, 421, "This host name is not one of the console's; see console.hosts.");
        } else if (acts
                && !origins.own(
                        host,
                        request.getHeader("Sec-Fetch-Site"),
                        request.getHeader("Origin"),
                        request.getHeader("Authorization") != null)) {
            refuse(context, 403, "Only a page of this console may ask for that.");
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context, int status, String why) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain")
                .end(why);
    }

    /** @return what the caller may do; empty where a password is asked for and was not given */
    Optional<Access.Role> role(RoutingContext context) {
        if (access.open()) {
            return Optional.of(Access.Role.LOCAL);
        }
        Cookie cookie = context.request().getCookie(SESSION);
        Optional<Access.Role> session = access.session(cookie == null ? null : cookie.getValue());
        return session.isPresent()
                ? session
                : basic(context).flatMap(password -> access.role(password, address(context)));
    }

    private static Optional<String> basic(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return pair.contains(":") ? Optional.of(pair.substring(pair.indexOf(':') + 1)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a session exists that can be ended. */
    boolean loggedIn(RoutingContext context) {
        return !access.open() && context.request().getCookie(SESSION) != null;
    }

    /** @return the key of what went wrong; empty once logged in */
    Optional<String> logIn(RoutingContext context, String password) {
        String address = address(context);
        if (access.locked(address)) {
            return Optional.of("login.locked");
        }
        Optional<Access.Role> role = access.role(password, address);
        if (role.isEmpty()) {
            return Optional.of("login.wrong");
        }
        context.response()
                .addCookie(Cookie.cookie(SESSION, access.begin(role.get()))
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setSecure("https".equals(context.request().getHeader("X-Forwarded-Proto")))
                        .setPath("/")
                        .setMaxAge(Access.SESSION.toSeconds()));
        return Optional.empty();
    }

    void logOut(RoutingContext context) {
        Cookie cookie = context.request().getCookie(SESSION);
        if (cookie != null) {
            access.end(cookie.getValue());
            context.response().removeCookie(SESSION);
        }
    }

    static String address(RoutingContext context) {
        return context.request().remoteAddress().hostAddress();
    }
}
