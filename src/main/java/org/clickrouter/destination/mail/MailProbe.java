package org.clickrouter.destination.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.NetworkProbe;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.ServerCertificate;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.RootCause;

/** Greets the mail server, encrypts and logs in as for a mail, and says good-bye. */
final class MailProbe {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LINES = 50;

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
        if (tls.equals("auto") || tls.equals("starttls")) {
            Optional<ServerCertificate> certificate = afterStartTls(host, port);
            if (certificate.isPresent() && !network.trusted(host, certificate.get())) {
                return;
            }
        }
        logIn(host);
    }

    private void logIn(String host) {
        String user = settings.get("email.user");
        try (Transport transport = MailSessions.session(settings).getTransport(MailSessions.protocol(settings))) {
            transport.connect();
            say.accept(Finding.good(
                    Topic.DESTINATION_LOGIN,
                    destination,
                    host + (user.isEmpty() ? " lets us in without a log-in" : " takes the log-in of " + user)));
        } catch (AuthenticationFailedException e) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_LOGIN,
                    destination,
                    host + " refuses the log-in of " + user + " (" + RootCause.line(e) + ")",
                    "Check email.user and email.password; Microsoft 365 and Google want a password for apps."));
        } catch (MessagingException e) {
            say.accept(Finding.bad(
                    Topic.DESTINATION_CONNECTION,
                    destination,
                    host + " does not talk as a mail server should (" + RootCause.line(e) + ")",
                    "Check email.host, email.port and email.tls; 587 is usual with STARTTLS, 465 with smtps."));
        }
    }

    /** @return empty where the server offers no encryption */
    private static Optional<ServerCertificate> afterStartTls(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 512);
            answer(in);
            say(socket, "EHLO click-router");
            if (!answer(in).contains("STARTTLS")) {
                return Optional.empty();
            }
            say(socket, "STARTTLS");
            return answer(in).startsWith("220") ? Optional.of(ServerCertificate.of(socket, host)) : Optional.empty();
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
