package org.clickrouter.doctor.finding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.ServerCertificate;
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
        return named(host, allowed) && connected(host, port) && (!encrypted || trusted(host, port));
    }

    private boolean named(String host, AllowList allowed) {
        List<InetAddress> addresses;
        try {
            addresses = List.of(InetAddress.getAllByName(host.replaceAll("[\\[\\]]", "")));
        } catch (UnknownHostException e) {
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

    private boolean connected(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), (int) PATIENCE.toMillis());
            say.accept(
                    Finding.good(Topic.DESTINATION_CONNECTION, subject, "port " + port + " of " + host + " answers"));
            return true;
        } catch (IOException e) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_CONNECTION,
                    subject,
                    "nobody answers at port " + port + " of " + host + " (" + RootCause.line(e) + ")",
                    "Start the receiver, or open the way to it (firewall). Meanwhile its deliveries wait."));
            return false;
        }
    }

    private boolean trusted(String host, int port) {
        try {
            return trusted(host, ServerCertificate.of(host, port, PATIENCE));
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
