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

    /** As {@link #ascii}, of one address alone. */
    static String one(String text) {
        Matcher bare = BARE.matcher(text);
        if (bare.matches()) {
            return address(bare.group(1), bare.group(2));
        }
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            throw new IllegalArgumentException(
                    SEMICOLON.matcher(text).matches()
                            ? "has a ; between its addresses: write a comma there"
                            : "must be mail addresses such as clicks@example.com or Clicks <clicks@example.com>, separated by commas");
        }
        String name = named.group(1).strip();
        boolean quote =
                QUOTED_ONLY.matcher(name).matches() && !QUOTED.matcher(name).matches();
        return (quote ? "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : name) + " <"
                + address(named.group(2), named.group(3)) + ">";
    }

    private static String address(String local, String domain) {
        if (!local.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("must have ASCII characters alone left of the @: hardly any mail server"
                    + " takes others (SMTPUTF8); ask for an address without accents");
        }
        try {
            return local + "@" + HostNames.ascii(domain);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("must have a domain right of the @: " + broken.getMessage(), broken);
        }
    }
}
