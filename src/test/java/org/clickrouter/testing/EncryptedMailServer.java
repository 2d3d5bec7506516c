package org.clickrouter.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** An SMTP server whose connections are encrypted from the first byte; while it is open, this JVM trusts it. */
public final class EncryptedMailServer implements AutoCloseable {

    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String KEY = "greenmail.tls.keystore.";

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));

    /** GreenMail reads its key once in a JVM, so that all servers of it have the same one. */
    private static final class Key {

        static final Path FOLDER;
        static final Certificates CERTIFICATES;

        static {
            try {
                FOLDER = Folders.untilExit("mail-server");
                CERTIFICATES = new Certificates(FOLDER);
            } catch (IOException | GeneralSecurityException | InterruptedException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    public EncryptedMailServer() {
        System.setProperty(KEY + "file", Key.FOLDER.resolve("right.p12").toString());
        System.setProperty(KEY + "password", Certificates.PASSWORD);
        System.setProperty(TRUST, Key.CERTIFICATES.trustStore().toString());
        System.setProperty(TRUST + "Password", Certificates.PASSWORD);
        mail.start();
    }

    /** Lets in one who has a password. */
    public EncryptedMailServer user(String mailbox, String name, String password) {
        mail.setUser(mailbox, name, password);
        return this;
    }

    public int port() {
        return mail.getSmtps().getPort();
    }

    public List<MimeMessage> taken() {
        return List.of(mail.getReceivedMessages());
    }

    @Override
    public void close() {
        mail.stop();
        List.of(KEY + "file", KEY + "password", TRUST, TRUST + "Password").forEach(System::clearProperty);
    }
}
