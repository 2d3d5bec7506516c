package org.clickrouter.destination.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.clickrouter.destination.DestinationContext;

/** Where click-mail-sink sends to: read here, not in the Kamelet, so that no endpoint URI shows server and log-in. */
public final class MailSender extends DefaultJavaMailSender {

    private MailServer server;

    /** @param context where the server's settings come from */
    public void setContext(DestinationContext context) {
        server = MailServer.of(context.settings(), context.tokens(), context.clock());
        setProtocol(server.protocol());
        setHost(context.settings().get("email.host"));
        setPort(context.settings().integer("email.port"));
        setSession(server.session());
    }

    @Override
    public void send(MimeMessage mail) throws MessagingException {
        server.send(mail);
    }
}
