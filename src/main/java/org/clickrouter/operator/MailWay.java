package org.clickrouter.operator;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.clickrouter.destination.mail.MailServer;
import org.clickrouter.net.Deadline;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.operator.OperatorMessages.Message;
import org.clickrouter.store.token.KeptTokens;

/** By the mail server of the settings, {@code email.host}. */
final class MailWay implements Way {

    private final Settings settings;
    private final MailServer server;

    /**
     * @param kept where refresh tokens are kept
     * @param clock by which access tokens end
     */
    MailWay(Settings settings, KeptTokens kept, Clock clock) {
        this.settings = settings;
        this.server = MailServer.of(settings, Optional.of(kept), clock);
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
        try (Deadline.Scope limit = Deadline.scope()) {
            Deadline.begin(settings.duration("email.timeout"));
            try {
                server.send(mail(message));
            } catch (MessagingException e) {
                throw limit.explain(e);
            }
        }
    }

    private MimeMessage mail(Message message) throws MessagingException {
        MimeMessage mail = new MimeMessage(server.session());
        // One that is sent again after a crash is recognised by its id.
        mail.setHeader("Message-ID", "<" + message.id() + "@click-router.invalid>");
        mail.setFrom(new InternetAddress(settings.get("email.from")));
        mail.setRecipients(RecipientType.TO, InternetAddress.parse(settings.get("operator.email")));
        mail.setSentDate(new Date(message.created()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setText(message.body(), StandardCharsets.UTF_8.name());
        return mail;
    }
}
