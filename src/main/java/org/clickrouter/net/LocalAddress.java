package org.clickrouter.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The address of this machine that connections begin from, where a firewall or an allow-list knows that one alone.
 *
 * @param key of the setting, for messages
 * @param address empty where the system chooses
 */
public record LocalAddress(String key, Optional<InetAddress> address) {

    /** The system chooses. */
    public static final LocalAddress ANY = new LocalAddress("", Optional.empty());

    /**
     * @param text an address as digits, never a name; empty: the system chooses
     * @throws IllegalArgumentException for anything else
     */
    public static LocalAddress of(String key, String text) {
        return text.isEmpty()
                ? ANY
                : new LocalAddress(key, Optional.of(Network.parse(text).address()));
    }

    /** Why no connection can begin from here; empty where one can. Nothing is connected. */
    public Optional<String> refusal() {
        if (address.isEmpty()) {
            return Optional.empty();
        }
        try (ServerSocket bound = new ServerSocket()) {
            bound.bind(new InetSocketAddress(address.get(), 0));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("is no address of this machine (" + e.getMessage() + ")");
        }
    }

    /** Leaves out the addresses of targets that no connection from here can lead to. */
    DnsResolver fitting(DnsResolver targets) {
        if (address.isEmpty()) {
            return targets;
        }
        int length = address.get().getAddress().length;
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] fitting = Arrays.stream(targets.resolve(host))
                        .filter(one -> one.getAddress().length == length)
                        .toArray(InetAddress[]::new);
                if (fitting.length == 0) {
                    throw new UnknownHostException(host + " has no address of the kind that " + key + ", "
                            + address.get().getHostAddress() + ", can connect to");
                }
                return fitting;
            }

            @Override
            public String resolveCanonicalHostname(String host) throws UnknownHostException {
                return targets.resolveCanonicalHostname(host);
            }
        };
    }
}
