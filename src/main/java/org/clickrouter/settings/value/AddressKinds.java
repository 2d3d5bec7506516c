package org.clickrouter.settings.value;

import java.util.regex.Pattern;

/** The kinds of value that name a place: a URL, a host, a network, a database, a table, a mailbox. */
public final class AddressKinds {

    /** With the zone of a link-local one, such as %eth0. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?");

    private AddressKinds() {}

    public static Kind url() {
        return Kind.parsed("url", "must be a URL that starts with http:// or https:// and names a host", value -> {
            WebAddress.parse(value);
            return value;
        });
    }

    /** A URL whose path and query may name fields of the click. */
    public static Kind urlTemplate() {
        return Kind.parsed("url", "must be a URL that starts with http:// or https:// and names a host", value -> {
            UrlTemplate.parse(value);
            return value;
        });
    }

    /** A URL that lets in whoever knows it. */
    public static Kind secretUrl() {
        return url().hidden();
    }

    /** A forward proxy. */
    public static Kind proxy() {
        return Kind.parsed("proxy", ProxyAddress.RULE, value -> {
            if (value.equalsIgnoreCase(ProxyAddress.NONE)) {
                return ProxyAddress.NONE;
            }
            ProxyAddress.parse(value);
            return value;
        });
    }

    public static Kind baseUrl() {
        return Kind.parsed(
                "url",
                "must be a URL that starts with http:// or https://, names a host and has no user, ? or #",
                value -> {
                    WebAddress address = WebAddress.parse(value);
                    if (value.contains("?") || value.contains("#")) {
                        throw new IllegalArgumentException("must be a URL without ? and #");
                    }
                    if (address.user().isPresent()) {
                        throw new IllegalArgumentException(
                                "must be a URL without user and password: the API knows its caller by wolkvox.token");
                    }
                    return address.url();
                });
    }

    public static Kind host() {
        return Kind.parsed("host", "must be a host name or an IP address, without a scheme or port", value -> {
            String bare = value.matches("\\[.*]") ? value.substring(1, value.length() - 1) : value;
            if (IPV6.matcher(bare).matches()) {
                return bare;
            }
            if (value.contains(":") || value.contains("/")) {
                throw new IllegalArgumentException("must be a host name or an IP address, without a scheme or port");
            }
            try {
                return HostNames.ascii(value);
            } catch (IllegalArgumentException broken) {
                throw new IllegalArgumentException(
                        "must be a host name or an IP address: " + broken.getMessage(), broken);
            }
        });
    }

    /** An address of this machine: digits, since a name may come to mean another one. */
    public static Kind localAddress() {
        return Kind.of(
                "address",
                "must be an IP address of this machine, such as 192.0.2.10 or 2001:db8::10",
                value -> !value.contains("/") && Networks.isNetwork(value));
    }

    /** A comma-separated list of host names. */
    public static Kind hosts() {
        return Kind.of(
                "hosts",
                "must be a comma-separated list of host names, without a scheme or port",
                value -> Items.of(value).stream()
                        .allMatch(host -> host().accepts().test(host)));
    }

    public static Kind port(int least) {
        return new Kind(
                "port",
                Kinds.integer(least, 65535).rule(),
                false,
                Kinds.integer(least, 65535).accepts(),
                value -> value);
    }

    /** The vendor's server number; a whole host name of the vendor is cut down to it. */
    public static Kind server() {
        return new Kind(
                "server",
                "must be the NNNN of wvNNNN.wolkvox.com: letters, digits and -, at most 63",
                false,
                value -> ReportAddress.label(value).isPresent(),
                value -> ReportAddress.label(value).orElse(value));
    }

    public static Kind networks() {
        return Kind.of(
                "networks",
                "must be a comma-separated list of networks, such as 10.0.0.0/8,2001:db8::/32",
                value -> Items.of(value).stream().allMatch(Networks::isNetwork));
    }

    public static Kind storeUrl() {
        return jdbc("must start with jdbc:h2: or jdbc:postgresql:", "jdbc:(h2|postgresql):.+");
    }

    public static Kind jdbcUrl() {
        return jdbc("must be a JDBC URL, such as jdbc:postgresql://host/database", "jdbc:[a-z0-9]+:.+");
    }

    /**
     * PostgreSQL's driver has no user before an @, as the URLs of other products have one, and prints what it is given.
     */
    private static Kind jdbc(String rule, String form) {
        return Kind.parsed("jdbc url", rule, value -> {
            if (!Kinds.printable(value) || !value.matches(form)) {
                throw new IllegalArgumentException(rule);
            }
            if (value.matches("jdbc:postgresql://[^/?]*@.*")) {
                throw new IllegalArgumentException(
                        "must have no user and password before an @: they have settings of their own, .user and .password");
            }
            return value;
        });
    }

    public static Kind table() {
        return Kind.parsed("table", TableName.RULE, value -> {
            TableName.parse(value);
            return value;
        });
    }

    public static Kind mailAddress() {
        return Kind.parsed(
                "mail address",
                "must be one mail address, such as clicks@example.com or Clicks <clicks@example.com>",
                MailAddresses::single);
    }

    public static Kind mailAddresses() {
        return Kind.parsed(
                "mail addresses",
                "must be a comma-separated list of mail addresses, such as ana@example.com,luis@example.com",
                value -> {
                    MailAddresses.ascii(value);
                    return value;
                });
    }

    public static Kind headers() {
        return Kind.parsed(
                        "headers",
                        "must be Name: value pairs separated by ; and none of "
                                + String.join(", ", HeaderPairs.RESERVED),
                        value -> {
                            HeaderPairs.parse(value);
                            return value;
                        })
                .hidden();
    }
}
