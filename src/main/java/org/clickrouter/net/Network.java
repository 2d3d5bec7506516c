package org.clickrouter.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.hc.core5.net.InetAddressUtils;

/** A range of addresses of one family: the first {@code prefix} bits are those of {@code address}. */
record Network(InetAddress address, int prefix) {
    /** HttpClient's own check refuses a first 0, and with it 0.0.0.0/0. */
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

    /** Reads {@code 10.0.0.0/8}, {@code ::1/128}, or an address alone; never asks a name server. */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        boolean six = InetAddressUtils.isIPv6(host) || InetAddressUtils.isIPv4MappedIPv6(host);
        if (!six && !IPV4.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a network: write for example 10.0.0.0/8 or fd00::/8");
        }
        InetAddress address = literal(host);
        int longest = six ? 128 : 32;
        int prefix = slash < 0 ? longest : prefix(text, text.substring(slash + 1), longest);
        // The JDK turns ::ffff:10.0.0.0 into 10.0.0.0 by itself, so the prefix goes with it.
        if (six && address.getAddress().length == 4) {
            if (prefix < 96) {
                throw new IllegalArgumentException("'" + text + "' is an IPv4 network in IPv6 form: write it as IPv4");
            }
            prefix -= 96;
        }
        return new Network(address, prefix);
    }

    boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        int whole = prefix / 8;
        if (mine.length != theirs.length || !Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        return rest == 0 || (mine[whole] ^ theirs[whole]) >> (8 - rest) == 0;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }

    private static int prefix(String text, String digits, int longest) {
        int prefix = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : longest + 1;
        if (prefix > longest) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a network: behind the / stands a number from 0 to " + longest);
        }
        return prefix;
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException wrong) {
            throw new IllegalArgumentException("'" + host + "' is not an address", wrong);
        }
    }
}
