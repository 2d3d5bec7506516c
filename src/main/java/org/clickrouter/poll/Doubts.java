package org.clickrouter.poll;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.window.Window;

/**
 * What failed again and again for the same windows. Whether the API as a whole is away or answers for all but a few
 * seconds is told by a probe: a small window elsewhere.
 */
final class Doubts {

    /** So many failures in the same way are no accident. */
    static final int SAME = 3;
    /** So many in different ways neither. */
    static final int ANY = 5;

    private static final class Doubt {
        private AnswerKind kind;
        private int same;
        private int all;
        private int probes;
    }

    private final Map<String, Doubt> doubts = new ConcurrentHashMap<>();

    /** Live polling, re-reads and backfill ask for windows of their own. */
    private static String key(String operation, Window.Kind kind) {
        return operation + "/" + kind;
    }

    /**
     * A window failed.
     *
     * @return whether its kind of window has failed so often that a shorter one should be tried, if the API answers
     */
    boolean failed(String operation, Window.Kind window, AnswerKind how) {
        Doubt doubt = doubts.computeIfAbsent(key(operation, window), key -> new Doubt());
        doubt.same = doubt.kind == how ? doubt.same + 1 : 1;
        doubt.kind = how;
        doubt.all++;
        return doubt.same >= SAME || doubt.all >= ANY;
    }

    /** A window of this kind is behind us. */
    void settled(String operation, Window.Kind window) {
        doubts.remove(key(operation, window));
    }

    /** @return whether one more failure would be one too many, so that a probe should come first */
    boolean wantProbe(String operation, Window.Kind window) {
        Doubt doubt = doubts.get(key(operation, window));
        return doubt != null && (doubt.same >= SAME - 1 || doubt.all >= ANY - 1);
    }

    /**
     * @return which probe it is since the doubt arose, from 0 on: where the one before failed, the next looks elsewhere
     */
    int nextProbe(String operation, Window.Kind window) {
        return doubts.get(key(operation, window)).probes++;
    }
}
