package org.clickrouter.testing;

import com.icegreen.greenmail.smtp.auth.AuthenticationState;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** An SMTP server that lets one mailbox in, by access tokens alone. */
public final class TokenMailServer implements AutoCloseable {

    public static final String MAILBOX = "clicks@company.example";

    /** A mail that it took, and the mechanism of its log-in. */
    public record Taken(String mechanism, MimeMessage mail) {}

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    /** @param lets whether a token counts */
    public TokenMailServer(Predicate<String> lets) {
        mail.start();
        UserManager users = mail.getUserManager();
        try {
            UserImpl user = (UserImpl) users.createUser(MAILBOX, MAILBOX, "no password");
            user.setTokenValidator(token -> lets.test(token) || refused.incrementAndGet() < 0);
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
        users.setMessageDeliveryHandler((message, address) -> {
            AuthenticationState login = message.getAuthenticationState();
            taken.add(new Taken(login == null ? "none" : login.getType(), message.getMessage()));
            return users.getUserByEmail(MAILBOX);
        });
    }

    public int port() {
        return mail.getSmtp().getPort();
    }

    /** @return once for each recipient */
    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** @return how many log-ins it refused */
    public int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        mail.stop();
    }
}
