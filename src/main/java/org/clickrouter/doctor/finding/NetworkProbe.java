package org.clickrouter.doctor.finding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.clickrouter.delivery.PathException;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.ServerCertificate;
import org.clickrouter.net.Tunnel;
import org.clickrouter.text.RootCause;

/** Looks at the way to a server: its name, its port, its certificate. Nothing is sent. */
public final class NetworkProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String subject;
    private final Clock clock;
    private final Consumer<Finding> say;

    /** @param subject the destination */
    public NetworkProbe(String subject, Clock clock, Consumer<Finding> say) {
        this.subject = subject;
        this.clock = clock;
        this.say = say;
    }

    /**
     * @param host as the settings name it
     * @param encrypted whether the server speaks TLS from the first byte
     * @param allowed where it may be
     * @return whether all is well so far
     */
    public boolean look(String host, int port, boolean encrypted, AllowList allowed) {
        return look(host, port, encrypted, allowed, NetworkPath.DIRECT);
    }

    /** The same by the path that is set; a proxy, where there is one, is asked for a tunnel and no more. */
    public boolean look(String host, int port, boolean encrypted, AllowList allowed, NetworkPath path) {
        String scheme = encrypted ? "https" : "http";
        boolean proxied = path.proxy().to(scheme, host).isPresent();
        return named(host, allowed, proxied)
                && connected(host, port, scheme, path)
                && (!encrypted || trusted(host, port, path));
    }

    private boolean named(String host, AllowList allowed, boolean proxied) {
        List<InetAddress> addresses;
        try {
            addresses = List.of(InetAddress.getAllByName(host.replaceAll("[\\[\\]]", "")));
        } catch (UnknownHostException e) {
            if (proxied && allowed.isEmpty()) {
                say.accept(Finding.skipped(
                        Topic.DESTINATION_DNS, subject, "the name " + host + " is known to the proxy alone"));
                return true;
            }
            say.accept(Finding.bad(
                    Topic.DESTINATION_DNS,
                    subject,
                    "the name " + host + " is unknown here",
                    "Check the address in the settings, and the DNS of this machine."));
            return false;
        }
        Optional<String> refusal = addresses.stream()
                .map(allowed::refusal)
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isPresent()) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_DNS,
                    subject,
                    host + " has an address that may not be connected to: " + refusal.get(),
                    "Check the address, or add its network to the destination's allow."));
            return false;
        }
        say.accept(Finding.good(
                Topic.DESTINATION_DNS,
                subject,
                host + " is "
                        + addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "))));
        return true;
    }

    private boolean connected(String host, int port, String scheme, NetworkPath path) {
        try (Socket socket = Tunnel.open(path, scheme, host.replaceAll("[\\[\\]]", ""), port, PATIENCE)) {
            String by = path.proxy()
                    .to(scheme, host)
                    .map(proxy -> "the proxy " + proxy)
                    .orElse("");
            say.accept(Finding.good(
                    Topic.DESTINATION_CONNECTION,
                    subject,
                    by.isEmpty()
                            ? "port " + port + " of " + host + " answers"
                            : scheme.equals("https")
                                    ? by + " leads to port " + port + " of " + host
                                    : by + " answers"));
            return true;
        } catch (PathException e) {
            say.accept(Finding.bad(Topic.DESTINATION_CONNECTION, subject, e.seen(), e.sentence()));
            return false;
        } catch (IOException e) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_CONNECTION,
                    subject,
                    "nobody answers at port " + port + " of " + host + " (" + RootCause.line(e) + ")",
                    "Start the receiver, or open the way to it (firewall). Meanwhile its deliveries wait."));
            return false;
        }
    }

    private boolean trusted(String host, int port, NetworkPath path) {
        try {
            return trusted(host, ServerCertificate.of(path, host, port, PATIENCE));
        } catch (IOException e) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_TLS,
                    subject,
                    host + " does not speak TLS at port " + port + " (" + RootCause.line(e) + ")",
                    "Check the port, and whether the address should begin with http://."));
            return false;
        }
    }

    /** @return whether this Java takes the certificate */
    public boolean trusted(String host, ServerCertificate certificate) {
        Finding finding = CertificateWords.of(Topic.DESTINATION_TLS, subject, host, certificate, clock.instant());
        say.accept(finding);
        return finding.sign() != Sign.BAD;
    }
}
