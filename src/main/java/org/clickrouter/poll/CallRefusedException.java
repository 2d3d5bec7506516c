package org.clickrouter.poll;

/** The product itself refuses a call, to keep a limit of the token; nothing was sent. */
final class CallRefusedException extends RuntimeException {

    final transient long retryAt;

    /** @param retryAt when it may be tried again, epoch milliseconds */
    CallRefusedException(String message, long retryAt) {
        super(message);
        this.retryAt = retryAt;
    }
}
