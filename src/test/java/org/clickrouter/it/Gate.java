package org.clickrouter.it;

import jakarta.mail.internet.MimeMessage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Stands in the mailbox's door: while it is shut, a mail has arrived there and its sender has not been told. */
final class Gate implements Consumer<MimeMessage> {
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile boolean someoneWaits;

    void shut() {
        someoneWaits = false;
        open = new CountDownLatch(1);
    }

    void open() {
        open.countDown();
    }

    boolean someoneWaits() {
        return someoneWaits;
    }

    @Override
    public void accept(MimeMessage mail) {
        CountDownLatch now = open;
        someoneWaits = now.getCount() > 0;
        try {
            now.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
