package org.clickrouter.operator;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.clickrouter.destination.mail.MailSessions;
import org.clickrouter.net.Deadline;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.operator.OperatorMessages.Message;

/** By the mail server of the settings, {@code email.host}. */
final class MailWay implements Way {

    private final Settings settings;

    MailWay(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public String body(Bulletin bulletin) {
        return bulletin.text();
    }

    @Override
    public void send(Message message) throws Exception {
        Session session = MailSessions.session(settings);
        try (Deadline.Scope limit = Deadline.scope()) {
            Deadline.begin(settings.duration("email.timeout"));
            try {
                Transport.send(mail(session, message));
            } catch (MessagingException e) {
                throw limit.explain(e);
            }
        }
    }

    private MimeMessage mail(Session session, Message message) throws MessagingException {
        // One that is sent again after a crash is recognised by its id.
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + message.id() + "@click-router.invalid>");
            }
        };
        mail.setFrom(new InternetAddress(settings.get("email.from")));
        mail.setRecipients(RecipientType.TO, InternetAddress.parse(settings.get("operator.email")));
        mail.setSentDate(new Date(message.created()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setText(message.body(), StandardCharsets.UTF_8.name());
        return mail;
    }
}
