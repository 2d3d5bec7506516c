package org.clickrouter.outbox;

/** A consumer that can end for good while what it had begun goes on. */
public interface Draining {

    /** From now on it takes nothing new, whoever resumes it; what was taken and not begun goes back. */
    void drain();

    /** @return whether nothing is under way; after {@link #drain} it stays so */
    boolean isIdle();
}
