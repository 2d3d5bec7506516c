package org.clickrouter.console.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where requests may come from. A page of another site could make a browser call a console on this machine: under a
 * name of its own that it points here (DNS rebinding), or by a form (cross-site request forgery).
 */
final class Origins {

    private final Set<String> hosts = new TreeSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
    private final boolean any;

    /**
     * @param listens the address that is listened to
     * @param more further names under which the console is reached, for example behind a proxy
     * @param password whether a password is asked for: a strange name then gets nothing without it
     */
    Origins(String listens, List<String> more, boolean password) {
        hosts.add(listens.toLowerCase(Locale.ROOT));
        more.forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
        this.any = password && more.isEmpty() && (listens.equals("0.0.0.0") || listens.equals("::"));
    }

    /** @param host header of a request, with or without a port; null where there is none */
    boolean knows(String host) {
        return host != null && (any || hosts.contains(name(host)));
    }

    /**
     * Whether a request that acts comes from one of our own pages.
     *
     * @param fetchSite header Sec-Fetch-Site, or null
     * @param origin header Origin, or null
     * @param byPassword whether the request itself carries the password, as no foreign page can make a browser do
     */
    boolean own(String host, String fetchSite, String origin, boolean byPassword) {
        if (fetchSite != null && !fetchSite.equals("same-origin")) {
            return false;
        }
        if ("null".equals(origin)) {
            // A browser that hides where it comes from; no page can make it say same-origin.
            return fetchSite != null;
        }
        if (origin != null) {
            return origin.equals("http://" + host) || origin.equals("https://" + host);
        }
        return byPassword || fetchSite != null;
    }

    private static String name(String host) {
        String text = host.toLowerCase(Locale.ROOT);
        if (text.startsWith("[")) {
            return text.substring(0, text.indexOf(']') + 1);
        }
        int port = text.indexOf(':');
        return port < 0 ? text : text.substring(0, port);
    }
}
