package org.clickrouter.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to. Link-local addresses (cloud metadata services), AWS's metadata service on IPv6,
 * multicast and the unspecified address are refused whatever the list says, in every IPv6 form that carries an IPv4
 * address too.
 */
public final class AllowList {
    private static final List<Network> METADATA =
            List.of(Network.parse("169.254.0.0/16"), Network.parse("fe80::/10"), Network.parse("fd00:ec2::254/128"));
    private static final Network THIS_HOST = Network.parse("0.0.0.0/8");
    private static final Network MAPPED = mapped();
    /** IPv6 ranges and where in them an IPv4 address stands: IPv4-compatible, NAT64 (RFC 6052), 6to4 (RFC 3056). */
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(Network.parse("::/96"), 12),
            new Embedding(Network.parse("64:ff9b::/96"), 12),
            new Embedding(Network.parse("2002::/16"), 2));

    private final List<Network> networks;

    private record Embedding(Network range, int offset) {}

    private AllowList(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Reads the list.
     *
     * @param text networks such as {@code 10.0.0.0/8,::1/128}, separated by commas; empty or null allows all but what
     *     is always refused
     * @throws IllegalArgumentException naming the part that is not a network
     */
    public static AllowList parse(String text) {
        if (text == null || text.isBlank()) {
            return new AllowList(List.of());
        }
        return new AllowList(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Network::parse)
                .toList());
    }

    /** Whether no network is named, so that only what is always refused is. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** Whether the address may be connected to. */
    public boolean permits(InetAddress address) {
        return refusal(address).isEmpty();
    }

    /**
     * Why an address may not be connected to.
     *
     * @return the reason in a few words, or empty when it may
     */
    public Optional<String> refusal(InetAddress address) {
        InetAddress plain = unmapped(address);
        List<InetAddress> meanings =
                Stream.concat(Stream.of(plain), carried(plain)).toList();
        for (InetAddress meant : meanings) {
            if (METADATA.stream().anyMatch(network -> network.contains(meant))) {
                return Optional.of("link-local and cloud metadata addresses are always refused");
            } else if (meant.isMulticastAddress() || isUnspecified(meant, plain)) {
                return Optional.of("multicast and unspecified addresses are always refused");
            }
        }
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(plain))
                ? Optional.empty()
                : Optional.of("outside the allowed networks " + this);
    }

    /** The networks as settings write them. */
    @Override
    public String toString() {
        return String.join(",", networks.stream().map(Network::toString).toList());
    }

    private static boolean isUnspecified(InetAddress meant, InetAddress plain) {
        // ::1 reads as 0.0.0.1 in the IPv4-compatible form, and is loopback all the same.
        return meant.isAnyLocalAddress() || THIS_HOST.contains(meant) && !plain.isLoopbackAddress();
    }

    private static Stream<InetAddress> carried(InetAddress address) {
        return EMBEDDINGS.stream()
                .filter(embedding -> embedding.range().contains(address))
                .map(embedding -> four(address.getAddress(), embedding.offset()));
    }

    private static InetAddress unmapped(InetAddress address) {
        return MAPPED.contains(address) ? four(address.getAddress(), 12) : address;
    }

    private static Network mapped() {
        byte[] bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        try {
            // The only way to keep the IPv6 form: the JDK's other ways turn it into IPv4.
            return new Network(Inet6Address.getByAddress(null, bytes, 0), 96);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InetAddress four(byte[] bytes, int offset) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
