package org.clickrouter.settings;

import java.util.regex.Pattern;

/** Mail addresses, bare or behind a display name. */
final class MailAddresses {

    private static final String ADDRESS = "[^\\s<>@,;:\"()\\[\\]]{1,64}@[^\\s<>@,;:\"()\\[\\]]{1,253}";
    private static final Pattern FORM = Pattern.compile(ADDRESS + "|[^<>@\\p{Cntrl}]{0,100}<" + ADDRESS + ">");

    private MailAddresses() {}

    static boolean isAddress(String text) {
        return FORM.matcher(text).matches();
    }
}
