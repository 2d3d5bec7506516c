package org.clickrouter.settings;

/** Looks up what a value names as {@code {{function:what}}}, such as a secret in a vault. */
public interface SecretFunctions {

    /** Whether there is a function of this name. */
    boolean has(String function);

    /**
     * Asks for a secret.
     *
     * @param function one that is there
     * @param what the words behind its colon, as the function understands them
     * @return the secret
     * @throws LookupException when there is none now; the message is one line without any secret
     */
    String look(String function, String what) throws LookupException;

    /** All is asked for the time being; what was opened for it is closed. It may be asked again. */
    default void rest() {}

    /** A secret cannot be had at the moment. */
    final class LookupException extends Exception {

        /** @param why one line without any secret */
        public LookupException(String why) {
            super(why);
        }
    }
}
