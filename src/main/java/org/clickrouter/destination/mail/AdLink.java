package org.clickrouter.destination.mail;

import java.net.URI;

/** Addresses that a mail may link to: they come from outside, and people click on them. */
final class AdLink {

    private static final int LONGEST = 2_000;

    private AdLink() {}

    /**
     * @param text of a record
     * @return the address where it is http or https, has a host and no user before it, which could look like one; else
     *     empty
     */
    static String of(String text) {
        String address = text.strip();
        if (address.length() > LONGEST || !address.regionMatches(true, 0, "http", 0, 4)) {
            return "";
        }
        try {
            URI uri = URI.create(address);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? address : "";
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }
}
