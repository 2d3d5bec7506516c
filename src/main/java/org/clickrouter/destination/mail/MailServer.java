package org.clickrouter.destination.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.destination.oauth2.AccessTokens;
import org.clickrouter.destination.oauth2.TokenServer;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.LocalAddress;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.ProxyChoice;
import org.clickrouter.net.TlsFiles;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.token.KeptTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mail server of the settings, {@code email.host}, for all mails of the product: address, encryption, time-outs and
 * log-in. Password and access token stand in no endpoint URI.
 */
public final class MailServer {

    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);

    private final Settings settings;
    private final Optional<AccessTokens> tokens;

    /** What is done on a connection that has logged in. */
    @FunctionalInterface
    interface Work {
        void on(Transport connection) throws MessagingException;
    }

    private MailServer(Settings settings, Optional<AccessTokens> tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    /**
     * @param kept where refresh tokens are kept; empty where there is no store
     * @param clock by which access tokens end
     */
    public static MailServer of(Settings settings, Optional<KeptTokens> kept, Clock clock) {
        return new MailServer(
                settings,
                TokenServer.of(new DestinationSettings(settings, MailKind.NAME, MailKind.NAME))
                        .map(server -> AccessTokens.of(
                                server, AllowList.parse(""), toTokens(settings), kept, clock, settings::mask)));
    }

    private static NetworkPath toTokens(Settings settings) {
        return new NetworkPath(
                ProxyChoice.of(
                        "email.oauth2.proxy",
                        settings.get("email.oauth2.proxy"),
                        settings.layers().environment()),
                LocalAddress.ANY,
                TlsFiles.trusting(settings.home(), settings.get("email.oauth2.ca")));
    }

    /** @return smtps where the connection is encrypted from its first byte, else smtp */
    String protocol() {
        return settings.get("email.tls").equals("smtps") ? "smtps" : "smtp";
    }

    /** @return knows no log-in */
    public Session session() {
        String prefix = "mail." + protocol() + ".";
        String timeout = String.valueOf(settings.duration("email.timeout").toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol());
        properties.setProperty(prefix + "connectiontimeout", timeout);
        properties.setProperty(prefix + "timeout", timeout);
        properties.setProperty(prefix + "writetimeout", timeout);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (protocol().equals("smtp")) {
            properties.put(prefix + "socketFactory", MailSockets.plain());
        }
        properties.put(prefix + "ssl.socketFactory", MailSockets.encrypted());
        // Else a connection that failed would be tried a second time, without these.
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        switch (settings.get("email.tls")) {
            case "auto" -> properties.setProperty(prefix + "starttls.enable", "true");
            case "starttls" -> {
                properties.setProperty(prefix + "starttls.enable", "true");
                properties.setProperty(prefix + "starttls.required", "true");
            }
            default -> {}
        }
        if (settings.isSet("email.user")) {
            properties.setProperty(prefix + "auth", "true");
        }
        if (tokens.isPresent()) {
            // Else the token would be tried as a password first.
            properties.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
        }
        return Session.getInstance(properties);
    }

    /**
     * Sends a mail, under the Message-ID that it has.
     *
     * @throws MessagingException where it may not have been taken
     * @throws DeliveryException why there is no access token to log in with
     */
    public void send(MimeMessage mail) throws MessagingException {
        if (mail.getSentDate() == null) {
            mail.setSentDate(new Date());
        }
        String id = mail.getMessageID();
        mail.saveChanges();
        if (id != null) {
            mail.setHeader("Message-ID", id);
        }
        logIn(connection -> connection.sendMessage(mail, mail.getAllRecipients()));
    }

    /**
     * Connects, logs in, and does the work. A token that the server refuses is renewed.
     *
     * @throws DeliveryException why there is no access token to log in with
     */
    void logIn(Work work) throws MessagingException {
        if (tokens.isEmpty()) {
            connect(settings.secret("email.password"), work);
            return;
        }
        long end = System.nanoTime() + settings.duration("email.timeout").toNanos();
        for (int tries = 0; ; tries++) {
            String token = tokens.get().token(end);
            try {
                connect(token, work);
                return;
            } catch (AuthenticationFailedException e) {
                RefusedToken refused = new RefusedToken(e, settings.get("email.user"), token);
                if (!refused.ofTheToken() || !tokens.get().replaces(token, tries)) {
                    throw refused.told();
                }
                LOG.debug("email: {}; asking for another token", refused.told().getMessage());
            }
        }
    }

    private void connect(String password, Work work) throws MessagingException {
        boolean known = settings.isSet("email.user");
        Transport connection = session().getTransport(protocol());
        try {
            connection.connect(
                    settings.get("email.host"),
                    settings.integer("email.port"),
                    known ? settings.get("email.user") : null,
                    known ? password : null);
            work.on(connection);
        } finally {
            close(connection);
        }
    }

    /** Whatever it says now: a mail that was taken is not to be sent again. */
    private static void close(Transport connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            LOG.debug("email: no good-bye: {}", e.getMessage());
        }
    }
}
