package org.clickrouter.simulate;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An SMTP server on a loopback port that takes mail for anybody, from anybody, with any password or none; it offers no
 * STARTTLS.
 */
public final class MailReceiver implements AutoCloseable {
    private final List<MimeMessage> messages = new CopyOnWriteArrayList<>();
    private final GreenMail mail;
    private final Consumer<MimeMessage> listener;
    private final Set<MimeMessage> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private MailReceiver(int port, Consumer<MimeMessage> listener) {
        this.listener = listener;
        mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
    }

    /** Starts a mailbox that only remembers. */
    public static MailReceiver start() {
        return start(0, message -> {});
    }

    /**
     * Starts a mailbox.
     *
     * @param port port to bind to, 0 for any free one
     * @param listener called once with each mail, however many recipients it has, before the sender is told that it was
     *     taken
     */
    public static MailReceiver start(int port, Consumer<MimeMessage> listener) {
        var receiver = new MailReceiver(port, listener);
        receiver.mail.start();
        var users = receiver.mail.getUserManager();
        var mailboxes = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((message, address) -> {
            receiver.take(message);
            return mailboxes.handle(message, address);
        });
        return receiver;
    }

    /** The port that was bound to. */
    public int port() {
        return mail.getSmtp().getPort();
    }

    /** Every mail so far, by arrival. */
    public List<MimeMessage> messages() {
        return List.copyOf(messages);
    }

    /** Stops the server; mails so far stay readable. */
    @Override
    public void close() {
        mail.stop();
    }

    /** The server asks once for each recipient of a mail. */
    private synchronized void take(MovingMessage message) {
        if (seen.add(message.getMessage())) {
            messages.add(message.getMessage());
            listener.accept(message.getMessage());
        }
    }
}
