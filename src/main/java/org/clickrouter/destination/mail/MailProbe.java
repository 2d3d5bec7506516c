package org.clickrouter.destination.mail;

import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.oauth2.StoredTokens;
import org.clickrouter.destination.oauth2.TokenProbe;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.NetworkProbe;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.ServerCertificate;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.RootCause;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Greets the mail server, encrypts and logs in as for a mail, and says good-bye. */
final class MailProbe {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LINES = 50;
    private static final String PASSWORD_REMEDY =
            "Check email.user and email.password; Microsoft 365 and Google want OAuth2, or a password for apps (docs/email-oauth2.md).";
    private static final String TOKEN_REMEDY =
            "Check email.user, and whether the token may send for it by SMTP (docs/email-oauth2.md: Microsoft 365, Google).";

    private final Settings settings;
    private final String destination;
    private final Consumer<Finding> say;

    MailProbe(Settings settings, String destination, Consumer<Finding> say) {
        this.settings = settings;
        this.destination = destination;
        this.say = say;
    }

    void look(Clock clock) {
        String host = settings.get("email.host");
        int port = settings.integer("email.port");
        String tls = settings.get("email.tls");
        NetworkProbe network = new NetworkProbe(destination, clock, say);
        if (!network.look(host, port, tls.equals("smtps"), AllowList.parse(""))) {
            return;
        }
        try {
            Optional<ServerCertificate> certificate = tls.equals("smtps")
                    ? Optional.empty()
                    : greeted(host, port, tls.equals("auto") || tls.equals("starttls"));
            if (certificate.isPresent() && !network.trusted(host, certificate.get())) {
                return;
            }
        } catch (SocketTimeoutException mute) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_CONNECTION,
                    destination,
                    host + " takes the connection and says nothing at port " + port + " for " + PATIENCE_MILLIS / 1000
                            + " s",
                    "The server hangs or is overloaded, or the port speaks TLS at once: then email.tls=smtps."));
            return;
        }
        logIn(host, clock);
    }

    private void logIn(String host, Clock clock) {
        String user = settings.get("email.user");
        boolean token = settings.isSet("email.oauth2.token-url");
        try {
            AtomicBoolean offered = new AtomicBoolean();
            try (StoredTokens tokens =
                    StoredTokens.of(settings, token && settings.isSet("email.oauth2.refresh-token"))) {
                MailServer.of(settings, tokens.kept(), clock)
                        .logIn(connection -> offered.set(
                                connection instanceof SMTPTransport smtp && smtp.supportsExtension("AUTH")));
            }
            if (user.isEmpty()) {
                say.accept(Finding.good(Topic.DESTINATION_LOGIN, destination, host + " lets us in without a log-in"));
            } else if (offered.get()) {
                say.accept(Finding.good(
                        Topic.DESTINATION_LOGIN,
                        destination,
                        host + " takes the log-in of " + user + (token ? " by an access token" : "")));
            } else {
                say.accept(Finding.warning(
                        Topic.DESTINATION_LOGIN,
                        destination,
                        host + " offers no log-in: mails go without one, or are refused",
                        "Check email.port and email.tls; most servers offer it on port 587 behind STARTTLS alone."));
            }
        } catch (DeliveryException e) {
            say.accept(TokenProbe.none(destination, e, "docs/email-oauth2.md"));
        } catch (MessagingException e) {
            if (DeliveryException.of(e).kind() == FailureKind.UNAUTHORIZED) {
                say.accept(Finding.bad(
                        Topic.DESTINATION_LOGIN,
                        destination,
                        host + " refuses the log-in of " + user + (token ? " by an access token" : "") + " ("
                                + RootCause.line(e) + ")",
                        token ? TOKEN_REMEDY : PASSWORD_REMEDY));
                return;
            }
            say.accept(Finding.bad(
                    Topic.DESTINATION_CONNECTION,
                    destination,
                    host + " does not talk as a mail server should (" + RootCause.line(e) + ")",
                    "Check email.host, email.port and email.tls; 587 is usual with STARTTLS, 465 with smtps."));
        }
    }

    /**
     * @param encrypts whether it is asked for encryption as well
     * @return its certificate; empty where it offers no encryption
     * @throws SocketTimeoutException where it says nothing
     */
    private static Optional<ServerCertificate> greeted(String host, int port, boolean encrypts)
            throws SocketTimeoutException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 512);
            answer(in);
            if (!encrypts) {
                return Optional.empty();
            }
            say(socket, "EHLO click-router");
            if (!answer(in).contains("STARTTLS")) {
                return Optional.empty();
            }
            say(socket, "STARTTLS");
            return answer(in).startsWith("220") ? Optional.of(ServerCertificate.of(socket, host)) : Optional.empty();
        } catch (SocketTimeoutException mute) {
            throw mute;
        } catch (IOException unwilling) {
            return Optional.empty();
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(BufferedReader in) throws IOException {
        StringBuilder answer = new StringBuilder();
        String line = in.readLine();
        for (int lines = 0; line != null && lines < LINES; lines++) {
            answer.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) != '-') {
                break;
            }
            line = in.readLine();
        }
        return answer.toString();
    }
}
