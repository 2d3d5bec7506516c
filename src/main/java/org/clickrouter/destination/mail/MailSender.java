package org.clickrouter.destination.mail;

import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.settings.Settings;

/** Where click-mail-sink sends to: read here, not in the Kamelet, so that no endpoint URI shows server and log-in. */
public final class MailSender extends DefaultJavaMailSender {

    /** @param context where the server's settings come from */
    public void setContext(DestinationContext context) {
        Settings settings = context.settings();
        setProtocol(MailSessions.protocol(settings));
        setHost(settings.get("email.host"));
        setPort(settings.integer("email.port"));
        setSession(MailSessions.session(settings));
    }
}
