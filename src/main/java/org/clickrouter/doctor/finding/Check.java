package org.clickrouter.doctor.finding;

import java.util.function.Consumer;

/** Looks at one thing, or at several of which each needs the one before. */
public interface Check {

    /** @return what is told of it where it does not come to an end */
    Topic topic();

    /** @return such as the operation or the destination; empty where there is only one */
    default String subject() {
        return "";
    }

    /** @return whether it leaves this machine */
    default boolean online() {
        return false;
    }

    /**
     * Looks. It is interrupted when its time is up; what it said by then counts.
     *
     * @param say takes each finding as soon as it is there, from any thread
     * @throws Exception where it cannot tell: that counts as bad
     */
    void look(Consumer<Finding> say) throws Exception;
}
