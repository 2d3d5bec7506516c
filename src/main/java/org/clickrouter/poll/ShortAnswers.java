package org.clickrouter.poll;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.clickrouter.window.Window;

/**
 * Answers that hold fewer records than they announce ({@code msg}: "N records were found"). Such a window is asked for
 * again, until so many in a row were short that this seems to be all that the API gives: then reading goes on, or it
 * would stand still for ever.
 */
final class ShortAnswers {

    /** So many in a row are believed. */
    static final int TIMES = 3;
    /** So many in a row, whatever was asked for, and the number itself is wrong. */
    private static final int LIES = 4;

    private final Map<String, Integer> inARow = new ConcurrentHashMap<>();
    private final Map<String, Window> last = new ConcurrentHashMap<>();

    /** @return whether a short answer for this window would be one of so many that it is believed */
    boolean believed(PollSession session, Window window) {
        return window.kind() == Window.Kind.PROBE
                || window.kind() != Window.Kind.GAP
                        && inARow.getOrDefault(stretch(session.name(), window), 0) >= TIMES - 1;
    }

    /** @return whether a short answer that is believed leaves a gap: not where a re-read cannot trust the number */
    boolean named(PollSession session, Window window) {
        return window.kind() != Window.Kind.PROBE && !(window.kind() == Window.Kind.RE_READ && lies(session.name()));
    }

    /** A window ended. */
    void ended(PollSession session, Window window, WindowResult result) {
        if (result instanceof WindowResult.Short) {
            inARow.merge(stretch(session.name(), window), 1, Integer::sum);
            Window before = last.put(session.name(), window);
            // A gap is narrowed: it is the same second that is lacking.
            if (before == null
                    || window.kind() != Window.Kind.GAP
                    || window.from() < before.from()
                    || window.to() > before.to()) {
                inARow.merge(session.name(), 1, Integer::sum);
            }
        } else if (result instanceof WindowResult.Read read) {
            inARow.remove(stretch(session.name(), window));
            // A part of a gap that is read whole tells that the rest may be, too; elsewhere an answer without records
            // says nothing of the numbers in others.
            if (read.records() > 0 || window.kind() == Window.Kind.GAP) {
                inARow.remove(session.name());
            }
        }
    }

    /** @return whether the API announces more than it has, whatever it is asked for */
    boolean lies(String operation) {
        return inARow.getOrDefault(operation, 0) >= LIES;
    }

    /** Live polling, each tier of re-reads and backfill ask for stretches of their own. */
    private static String stretch(String operation, Window window) {
        return operation + "/" + window.kind() + "/" + window.tier();
    }
}
