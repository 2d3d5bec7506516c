package org.clickrouter.poll;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers that hold fewer records than they announce ({@code msg}: "N records were found"). Such a window is asked for
 * again, until so many in a row were short that this seems to be all that the API gives: then reading goes on, or it
 * would stand still for ever.
 */
final class ShortAnswers {

    /** So many in a row are believed. */
    static final int TIMES = 3;

    private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

    /**
     * Takes in the end of an answer that was not full.
     *
     * @return whether its window must be asked for again
     */
    boolean askAgain(WindowCall call) {
        // Live polling, each tier of re-reads and backfill ask for stretches of their own.
        String stretch = call.poll.operation.name() + "/" + call.window.kind() + "/" + call.window.tier();
        if (!call.lacks()) {
            inARow.remove(stretch);
            return false;
        }
        return inARow.merge(stretch, 1, (before, one) -> Math.min(TIMES, before + one)) < TIMES;
    }
}
