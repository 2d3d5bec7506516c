package org.clickrouter.camel;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.clickrouter.deliver.MailBody;
import org.clickrouter.deliver.RecordFields;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.Delivery;

/** Bean {@code mails} of deliver-email.camel.yaml. A destination's settings stand under its name: {@code email.from}, {@code email.to}. */
public final class Mails {

    private final Settings settings;
    private final MailBody templates;

    public Mails(Settings settings, MailBody templates) {
        this.settings = settings;
        this.templates = templates;
    }

    /** Out: the mail, with nothing in it but what is made here; a body made by the routing file stands as its text. */
    public void prepare(Exchange exchange, String name) {
        Delivery delivery = Deliveries.one(exchange);
        String from = settings.get(name + ".from");
        MailBody.Rendered mail = templates.render(new MailBody.Click(delivery.operation(), delivery.revision(), delivery.code(),
            RecordFields.parse(delivery.record())));
        Map<String, Object> headers = new HashMap<>();
        headers.put("From", from);
        headers.put("To", settings.get(name + ".to"));
        headers.put("Subject", mail.subject());
        headers.put("Message-ID", MailBody.messageId(delivery.id(), from));
        Message message = exchange.getMessage();
        if (delivery.body() == null) {
            headers.put(Exchange.CONTENT_TYPE, "text/html; charset=UTF-8");
            headers.put("CamelMailAlternativeBody", mail.text());
            message.setBody(mail.html());
        } else {
            headers.put(Exchange.CONTENT_TYPE, (delivery.contentType().startsWith("text/html") ? "text/html" : "text/plain") + "; charset=UTF-8");
            message.setBody(delivery.body());
        }
        message.setHeaders(headers);
    }
}
