package org.clickrouter.destination.mail;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.destination.Message;
import org.clickrouter.destination.Payload;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;

/** Mails: {@code email.to}, and the engineer's own {@code NAME.to}, by one server. */
public final class MailKind implements DestinationKind {

    static final String NAME = "email";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "email.host";
    }

    @Override
    public List<String> destinations(Settings settings) {
        return DestinationSettings.names(settings, NAME, "to");
    }

    @Override
    public boolean isEnabled(Settings settings, String destination) {
        return settings.isSet("email.host")
                && (settings.isSet(destination + ".to")
                        || destination.equals(NAME) && !MailRules.forTheOperatorAlone(settings));
    }

    @Override
    public List<Problem> check(Settings settings) {
        return MailRules.check(settings);
    }

    @Override
    public void probe(Settings settings, String destination, Clock clock, Consumer<Finding> say) {
        new MailProbe(settings, destination, say).look(clock);
    }

    @Override
    public Payload show(DestinationContext context, Delivery delivery) {
        Message mail = MailSink.mail(MailSink.prepared(context, delivery.destination()), List.of(delivery));
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : List.of("From", "To", "Subject", "Message-ID")) {
            headers.put(name, Payload.text(mail.headers().get(name)));
        }
        String body = Payload.text(mail.body());
        Object alternative = mail.headers().get(MailSink.ALTERNATIVE);
        boolean html = Payload.text(mail.headers().get(Exchange.CONTENT_TYPE)).startsWith("text/html");
        Map<String, String> parts = new LinkedHashMap<>();
        headers.forEach((name, value) -> parts.put(name.toLowerCase(Locale.ROOT), value));
        if (alternative != null) {
            parts.put("text", Payload.text(alternative));
        }
        parts.put(html ? "html" : "text", body);
        return new Payload(
                alternative == null ? "mail" : "mail, the same as HTML and as this text",
                headers,
                parts.getOrDefault("text", body),
                parts);
    }
}
