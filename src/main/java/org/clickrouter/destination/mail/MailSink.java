package org.clickrouter.destination.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.clickrouter.ads.AdsExport;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.Message;
import org.clickrouter.destination.RecordFields;
import org.clickrouter.destination.Sink;
import org.clickrouter.net.Deadline;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.store.outbox.Delivery;

/** The bean of click-mail-sink. */
public final class MailSink extends Sink<MailSink.Prepared> {

    static final String ALTERNATIVE = "CamelMailAlternativeBody";

    /** The settings and the templates of a destination. */
    record Prepared(MailSettings settings, MailBody templates) {}

    @Override
    protected Prepared read(DestinationContext context, String destination) {
        return prepared(context, destination);
    }

    static Prepared prepared(DestinationContext context, String destination) {
        MailSettings settings = MailSettings.of(context.of(destination, MailKind.NAME));
        return new Prepared(
                settings,
                new MailBody(
                        context.routes().resolve("mail"),
                        settings.language(),
                        new AdsExport(context.settings())::name));
    }

    /** Out: the mail, with nothing in it but what is made here; a body made by the routing file stands as its text. */
    public void prepare(Exchange exchange) {
        Prepared prepared = settings();
        Deadline.begin(prepared.settings.timeout());
        mail(prepared, prepared.settings.digest() ? Deliveries.of(exchange) : List.of(Deliveries.one(exchange)))
                .into(exchange);
    }

    static Message mail(Prepared prepared, List<Delivery> deliveries) {
        if (prepared.settings.digest()) {
            return digest(prepared, deliveries);
        }
        Delivery delivery = deliveries.get(0);
        MailBody.Rendered mail = prepared.templates.render(click(delivery));
        Map<String, Object> headers = headers(prepared.settings, mail.subject(), delivery.id());
        if (delivery.body() == null) {
            return both(headers, mail);
        }
        headers.put(
                Exchange.CONTENT_TYPE,
                (delivery.contentType().startsWith("text/html") ? "text/html" : "text/plain") + "; charset=UTF-8");
        return new Message(headers, delivery.body());
    }

    /**
     * One mail of all clicks of a period. Its first click names it: the same clicks come together again after a
     * failure.
     */
    private static Message digest(Prepared prepared, List<Delivery> deliveries) {
        MailBody.Rendered mail = prepared.templates.digest(
                deliveries.stream().map(MailSink::click).toList());
        String id = "digest_" + deliveries.get(0).id();
        return both(headers(prepared.settings, mail.subject(), id), mail);
    }

    private static Message both(Map<String, Object> headers, MailBody.Rendered mail) {
        headers.put(Exchange.CONTENT_TYPE, "text/html; charset=UTF-8");
        headers.put(ALTERNATIVE, mail.text());
        return new Message(headers, mail.html());
    }

    private static MailBody.Click click(Delivery d) {
        return new MailBody.Click(d.operation(), d.revision(), d.code(), RecordFields.parse(d.record()));
    }

    private static Map<String, Object> headers(MailSettings settings, String subject, String id) {
        Map<String, Object> headers = new HashMap<>();
        headers.put("From", settings.from());
        headers.put("To", settings.to());
        headers.put("Subject", subject);
        headers.put("Message-ID", MailBody.messageId(id, settings.from()));
        // Else each holiday notice of a mailbox answers each click (RFC 3834 5; the second one is Exchange's).
        headers.put("Auto-Submitted", "auto-generated");
        headers.put("X-Auto-Response-Suppress", "All");
        return headers;
    }
}
