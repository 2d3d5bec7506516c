package org.clickrouter.settings.value;

import java.net.URI;
import java.util.Optional;

/**
 * A forward proxy, as settings write it.
 *
 * @param host in ASCII
 * @param user {@code user:password}, decoded; empty where the proxy asks for no log-in
 */
public record ProxyAddress(String host, int port, Optional<String> user) {

    /** What a setting says to go to the target itself, whatever the environment says. */
    public static final String NONE = "none";

    static final String RULE =
            "must be http://host:port of a proxy, with user:password@ before the host where it wants a log-in, or none";

    /**
     * Reads an address; {@code http://} may be left out, as the variables of the environment often do it.
     *
     * @throws IllegalArgumentException with the rule; the message shows nothing of the address
     */
    public static ProxyAddress parse(String text) {
        WebAddress address;
        try {
            address = WebAddress.parse(text.contains("://") ? text : "http://" + text);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException(RULE, broken);
        }
        URI parts = URI.create(address.url());
        String rest = address.url().replaceFirst("(?i)^http://[^/?#]*", "");
        int port = port(address.url());
        if (!parts.getScheme().equalsIgnoreCase("http") || !rest.matches("/?") || port < 1) {
            throw new IllegalArgumentException(RULE);
        }
        return new ProxyAddress(address.host(), port, address.user());
    }

    /** Of the text: java.net.URI sees no port behind a host that it does not know. */
    private static int port(String url) {
        String port = url.replaceFirst("/$", "").replaceFirst(".*:", "");
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
    }

    /** Shows no log-in. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
