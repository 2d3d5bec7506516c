package org.clickrouter.destination.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.clickrouter.destination.RecordFields;
import org.clickrouter.net.Deadline;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.settings.MailAddresses;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;

/**
 * Bean {@code mails} of deliver-email.camel.yaml. A destination's settings stand under its name: {@code email.from},
 * {@code email.to}.
 */
public final class MailMessages {

    private final Settings settings;
    private final MailBody templates;

    public MailMessages(Settings settings, MailBody templates) {
        this.settings = settings;
        this.templates = templates;
    }

    /** Out: the mail, with nothing in it but what is made here; a body made by the routing file stands as its text. */
    public void prepare(Exchange exchange, String name) {
        String from = settings.get(name + ".from");
        Deadline.begin(settings.duration("email.timeout"));
        if (settings.isSet(name + ".digest")) {
            digest(exchange, name, from);
            return;
        }
        Delivery delivery = Deliveries.one(exchange);
        MailBody.Rendered mail = templates.render(new MailBody.Click(
                delivery.operation(), delivery.revision(), delivery.code(), RecordFields.parse(delivery.record())));
        Map<String, Object> headers = headers(name, from, mail.subject(), delivery.id());
        Message message = exchange.getMessage();
        if (delivery.body() == null) {
            headers.put(Exchange.CONTENT_TYPE, "text/html; charset=UTF-8");
            headers.put("CamelMailAlternativeBody", mail.text());
            message.setBody(mail.html());
        } else {
            headers.put(
                    Exchange.CONTENT_TYPE,
                    (delivery.contentType().startsWith("text/html") ? "text/html" : "text/plain") + "; charset=UTF-8");
            message.setBody(delivery.body());
        }
        message.setHeaders(headers);
    }

    /**
     * One mail of all clicks of a period. Its first click names it: the same clicks come together again after a
     * failure.
     */
    private void digest(Exchange exchange, String name, String from) {
        List<Delivery> deliveries = Deliveries.of(exchange);
        MailBody.Rendered mail = templates.digest(deliveries.stream()
                .map(d -> new MailBody.Click(d.operation(), d.revision(), d.code(), RecordFields.parse(d.record())))
                .toList());
        Map<String, Object> headers = headers(
                name, from, mail.subject(), "digest_" + deliveries.get(0).id());
        headers.put(Exchange.CONTENT_TYPE, "text/html; charset=UTF-8");
        headers.put("CamelMailAlternativeBody", mail.text());
        exchange.getMessage().setHeaders(headers);
        exchange.getMessage().setBody(mail.html());
    }

    private Map<String, Object> headers(String name, String from, String subject, String id) {
        Map<String, Object> headers = new HashMap<>();
        headers.put("From", MailAddresses.ascii(from));
        headers.put("To", MailAddresses.ascii(settings.get(name + ".to")));
        headers.put("Subject", subject);
        headers.put("Message-ID", MailBody.messageId(id, from));
        // Else each holiday notice of a mailbox answers each click (RFC 3834 5; the second one is Exchange's).
        headers.put("Auto-Submitted", "auto-generated");
        headers.put("X-Auto-Response-Suppress", "All");
        return headers;
    }
}
