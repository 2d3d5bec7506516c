package org.clickrouter.settings.value;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Networks in CIDR notation; a bare address is a network of one. No name is ever looked up. */
final class Networks {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    private Networks() {}

    static boolean isNetwork(String text) {
        String[] parts = text.split("/", -1);
        boolean four = parts[0].matches(BYTE + "(\\." + BYTE + "){3}");
        if (parts.length > 2 || !four && !isSix(parts[0])) {
            return false;
        }
        return parts.length == 1 || parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= (four ? 32 : 128);
    }

    private static boolean isSix(String text) {
        if (!text.contains(":") || !text.matches("[0-9A-Fa-f:.]+")) {
            return false;
        }
        try {
            // With a colon in it, getByName reads a literal and asks no name server.
            InetAddress.getByName(text);
            return true;
        } catch (UnknownHostException malformed) {
            return false;
        }
    }
}
