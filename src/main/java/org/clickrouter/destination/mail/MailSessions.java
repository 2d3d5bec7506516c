package org.clickrouter.destination.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.clickrouter.settings.Settings;

/**
 * The session with the mail server: address, encryption, time-outs and login; the password stands in no endpoint URI.
 */
public final class MailSessions {

    private MailSessions() {}

    /** @return smtps where the connection is encrypted from its first byte, else smtp */
    public static String protocol(Settings settings) {
        return settings.get("email.tls").equals("smtps") ? "smtps" : "smtp";
    }

    public static Session session(Settings settings) {
        String prefix = "mail." + protocol(settings) + ".";
        String timeout = String.valueOf(settings.duration("email.timeout").toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol(settings));
        properties.setProperty(prefix + "host", settings.get("email.host"));
        properties.setProperty(prefix + "port", settings.get("email.port"));
        properties.setProperty(prefix + "connectiontimeout", timeout);
        properties.setProperty(prefix + "timeout", timeout);
        properties.setProperty(prefix + "writetimeout", timeout);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (!settings.get("email.tls").equals("smtps")) {
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
        String user = settings.get("email.user");
        if (user.isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.setProperty(prefix + "auth", "true");
        String password = settings.secret("email.password");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, password);
            }
        });
    }
}
