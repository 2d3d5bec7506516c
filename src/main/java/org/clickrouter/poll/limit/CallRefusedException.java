package org.clickrouter.poll.limit;

/** The product itself refuses a call, to keep a limit of the token; nothing was sent. */
public final class CallRefusedException extends RuntimeException {

    public final transient long retryAt;

    /** @param retryAt when it may be tried again, epoch milliseconds */
    public CallRefusedException(String message, long retryAt) {
        super(message);
        this.retryAt = retryAt;
    }
}
