package org.clickrouter.settings.value;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mail addresses, bare or behind a display name. A domain with accents travels as punycode; for what stands left of the
 * at sign there is no such form, and few servers take it as it is (SMTPUTF8, RFC 6531).
 */
public final class MailAddresses {

    private static final String ADDRESS = "([^\\s<>@,;:\"()\\[\\]]{1,64})@([^\\s<>@,;:\"()\\[\\]]{1,253})";
    private static final Pattern BARE = Pattern.compile(ADDRESS);
    private static final Pattern NAMED = Pattern.compile("([^<>@\\p{Cntrl}]{0,100})<" + ADDRESS + ">");
    /** What a display name holds only in quotes. */
    private static final Pattern QUOTED_ONLY = Pattern.compile(".*[,;:.()\\[\\]\\\\\"].*");

    /** As some mail programs separate them. */
    private static final Pattern SEMICOLON = Pattern.compile("[^@;]+@[^@;]+;.*", Pattern.DOTALL);

    private static final String RULE =
            "must be mail addresses such as clicks@example.com or Clicks <clicks@example.com>, separated by commas";

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private MailAddresses() {}

    /**
     * The addresses as they stand in a mail's headers.
     *
     * @param list as in the settings, separated by commas
     * @return the same addresses, their domains in ASCII
     * @throws IllegalArgumentException with the rule that one of them breaks, as the end of a sentence that starts with
     *     the key
     */
    public static String ascii(String list) {
        // As mail programs write it: a comma inside of quotes belongs to the name.
        List<String> items = Items.of(QUOTED.matcher(list)
                .replaceAll(name -> Matcher.quoteReplacement(name.group().replaceAll("(?<!\\\\),", "\\\\,"))));
        if (items.isEmpty()) {
            throw new IllegalArgumentException("must be a comma-separated list of mail addresses");
        }
        return items.stream().map(MailAddresses::one).collect(Collectors.joining(", "));
    }

    /** As {@link #ascii}, of a setting that takes one address alone. */
    static String single(String text) {
        String written = ascii(text);
        if (Items.of(text).size() > 1 && QUOTED.matcher(text).replaceAll("").contains(",")) {
            throw new IllegalArgumentException("must be one mail address: a second one has no place here");
        }
        return written;
    }

    private static String one(String text) {
        Matcher bare = BARE.matcher(text);
        if (bare.matches()) {
            return address(bare.group(1), bare.group(2));
        }
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            throw new IllegalArgumentException(rule(text));
        }
        String name = named.group(1).strip();
        boolean quote =
                QUOTED_ONLY.matcher(name).matches() && !QUOTED.matcher(name).matches();
        return (quote ? "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : name) + " <"
                + address(named.group(2), named.group(3)) + ">";
    }

    /** What one address that is not understood has, and how it is written. */
    private static String rule(String text) {
        if (SEMICOLON.matcher(text).matches()) {
            return "has a ; between its addresses: write a comma there";
        } else if (text.matches(".*\"\\s*@.*")) {
            return "has quotes left of an @, which few mail servers take: ask for an address without";
        } else if (text.matches(".*@\\s*\\[.*")) {
            return "has brackets right of an @: write the name of a mail domain there";
        } else if (!text.contains("@")) {
            return RULE + "; a name with a comma inside stands in quotes: \"P\u00e9rez, Ana\" <ana@example.com>";
        }
        return RULE;
    }

    private static String address(String local, String domain) {
        if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            throw new IllegalArgumentException(
                    "must have no dot at the begin or the end of what stands left of the @, and no two side by side");
        }
        if (!local.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("must have ASCII characters alone left of the @: hardly any mail server"
                    + " takes others (SMTPUTF8); ask for an address without accents");
        }
        try {
            // A host name may end in a dot, a mail domain may not (RFC 5321 2.3.5).
            String host = HostNames.ascii(domain).replaceFirst("\\.$", "");
            if (host.contains("_")) {
                throw new IllegalArgumentException("a mail domain has no _, a host name alone may");
            }
            return local + "@" + host;
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("must have a domain right of the @: " + broken.getMessage(), broken);
        }
    }
}
