package org.clickrouter.settings.value;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a webhook goes, as it is written in the settings. User and password before an @ never stay in the URL (RFC 9110
 * 4.2.4): they become the header {@code Authorization}, as curl does it.
 *
 * @param url without user and password, its host in ASCII
 * @param host the host in ASCII, as it stands in the URL
 * @param user what stood before the @, decoded, as {@code user:password}; empty when there was nothing
 */
public record WebAddress(String url, String host, Optional<String> user) {

    private static final Pattern PARTS = Pattern.compile(
            "(?i)(https?)://(?:([^/?#]*)@)?(\\[[^\\]/?#@]*]|[^/?#@:\\[\\]]*)(?::([^/?#@]*))?([/?#].*)?");
    private static final Pattern ESCAPE = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with the rule that it breaks, as the end of a sentence that starts with the key;
     *     the message shows nothing of the address
     */
    public static WebAddress parse(String text) {
        if (!text.regionMatches(true, 0, "http://", 0, 7) && !text.regionMatches(true, 0, "https://", 0, 8)) {
            throw new IllegalArgumentException("must be a URL that starts with http:// or https:// and names a host");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "must be a URL of scheme, host, port and path; in a user or password, / is written %2F, ? %3F and # %23");
        }
        String host = host(parts.group(3));
        String port = parts.group(4) == null || parts.group(4).isEmpty() ? "" : port(parts.group(4));
        String rest = parts.group(5) == null ? "" : parts.group(5);
        if (rest.contains("#")) {
            throw new IllegalArgumentException(
                    "must be a URL without # and what follows it, which HTTP never sends; as a part of path or query it is written %23");
        }
        String url = parts.group(1) + "://" + host + port + rest;
        try {
            new URI(url);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(
                    "must be a URL whose path and query have no space or other character that must be written as %XX",
                    malformed);
        }
        return new WebAddress(url, host, user(parts.group(2)));
    }

    /** The value of the header {@code Authorization} (RFC 7617, in UTF-8) for the user that the address names. */
    public Optional<String> authorization() {
        return user.map(credentials ->
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether what is sent there goes over a network where anyone on the way can read it. */
    public boolean readableOnTheWay() {
        String name = host.toLowerCase(Locale.ROOT);
        boolean loopback = name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
        return url.regionMatches(true, 0, "http:", 0, 5) && !loopback;
    }

    /** Shows neither user nor password, and no path, which may hold a secret. */
    @Override
    public String toString() {
        return "WebAddress[" + host + "]";
    }

    private static String host(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must be a URL that starts with http:// or https:// and names a host");
        }
        if (text.startsWith("[")) {
            if (text.contains("%")) {
                throw new IllegalArgumentException(
                        "must have no zone (%...) behind its IPv6 address, which no HTTP client sends: write a host name, or an address that is not link-local");
            }
            if (!text.matches("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]")) {
                throw new IllegalArgumentException("must have an IPv6 address between [ and ]");
            }
            return text;
        }
        try {
            return HostNames.ascii(text);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("must name a host: " + broken.getMessage(), broken);
        }
    }

    private static String port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535 || Integer.parseInt(text) == 0) {
            throw new IllegalArgumentException(
                    "must have a port from 1 to 65535 behind its host, or none; in a user or password, / is written %2F, ? %3F and # %23");
        }
        return ":" + text;
    }

    private static Optional<String> user(String written) {
        if (written == null || written.isEmpty() || written.equals(":")) {
            return Optional.empty();
        }
        int colon = written.indexOf(':');
        String name = decoded(colon < 0 ? written : written.substring(0, colon));
        if (name.contains(":")) {
            throw new IllegalArgumentException(
                    "must have no colon in its user, which Basic authentication cannot send");
        }
        String user = name + ":" + (colon < 0 ? "" : decoded(written.substring(colon + 1)));
        if (user.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException(
                    "must have its user and password in UTF-8 where they are written as %XX: \u00f1 is %C3%B1, not %F1, and a % itself is %25");
        }
        return Optional.of(user);
    }

    /** A + stays one, and a % that escapes nothing is a % of the password. */
    public static String decoded(String text) {
        return ESCAPE.matcher(text).replaceAll(escapes -> {
            String hex = escapes.group();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < hex.length(); i += 3) {
                bytes.write(Integer.parseInt(hex.substring(i + 1, i + 3), 16));
            }
            return Matcher.quoteReplacement(bytes.toString(StandardCharsets.UTF_8));
        });
    }
}
