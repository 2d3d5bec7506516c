package org.clickrouter.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.clickrouter.delivery.RefusedAddressException;

/**
 * Resolves a host and hands on only the addresses that may be connected to. HttpClient connects to exactly what this
 * returns, and asks it for literal addresses too (DefaultHttpClientConnectionOperator of 5.5.1), so a name that changes
 * its address between a check and the connection gains nothing. Behind a forward proxy, which resolves the target by
 * itself, see {@link ForwardProxy#check}.
 */
public final class AllowListDnsResolver implements DnsResolver {
    private final AllowList allowed;
    private final DnsResolver system;

    /** Checks what the system's resolver answers. */
    public AllowListDnsResolver(AllowList allowed) {
        this(allowed, SystemDefaultDnsResolver.INSTANCE);
    }

    /** Checks what another resolver answers. */
    public AllowListDnsResolver(AllowList allowed, DnsResolver system) {
        this.allowed = allowed;
        this.system = system;
    }

    /**
     * The host's permitted addresses.
     *
     * @throws RefusedAddressException when it has addresses and none is permitted
     * @throws UnknownHostException when it has none
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = system.resolve(host);
        // HttpClient takes null for "let the socket resolve it", which would go round the check.
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        InetAddress[] permitted =
                Arrays.stream(addresses).filter(allowed::permits).toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new RefusedAddressException(host + " is " + addresses[0].getHostAddress() + ": "
                    + allowed.refusal(addresses[0]).orElseThrow());
        }
        return permitted;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
    }
}
