package org.clickrouter.settings.value;

import java.net.IDN;
import java.util.regex.Pattern;

/** Host names as people write them, with accents or underscores, and as the network knows them. */
public final class HostNames {

    static final String RULE = "a host name has letters, digits, - and _ between its dots, at most 63 each";

    private static final Pattern LABELS =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})?)*\\.?");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

    private HostNames() {}

    /**
     * The name that is looked up: {@code xn--seal-hqa.example} for {@code señal.example}.
     *
     * @param name a host name or an IPv4 address
     * @throws IllegalArgumentException with the rule that the name breaks, as a sentence without a subject
     */
    public static String ascii(String name) {
        String ascii;
        try {
            ascii = name.isEmpty() ? "" : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException noName) {
            throw new IllegalArgumentException(RULE, noName);
        }
        if (!LABELS.matcher(ascii).matches() || ascii.length() > 253) {
            throw new IllegalArgumentException(RULE);
        }
        // Java and browsers take 1.2.3 and 1234 for addresses, each in its own way.
        if (ascii.matches("(.*\\.)?\\d+\\.?") && !IPV4.matcher(ascii).matches()) {
            throw new IllegalArgumentException("a host that ends in a number must be an IPv4 address of four parts");
        }
        return ascii;
    }
}
