package org.clickrouter.poll;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
    /** So many refusals for the pace are only waited out: whoever shares the token may be the cause. */
    static final int PATIENT = 2;
    /** So often in a row was another window answered straight after this one was refused: pace refuses both. */
    static final int ALONE = 2;

    private static final class Doubt {
        private AnswerKind kind;
        private int same;
        private int all;
        private int refusals;
        private int alone;
        private long from;
        private long to;

        private boolean isOf(Window window) {
            return from <= window.to() && window.from() <= to;
        }
    }

    /** One for each stretch of time that failed. */
    private final Map<String, List<Doubt>> doubts = new ConcurrentHashMap<>();

    private final Map<String, Integer> probes = new ConcurrentHashMap<>();

    /** Live polling, re-reads and backfill ask for windows of their own. */
    private static String key(String operation, Window.Kind kind) {
        return operation + "/" + kind;
    }

    /**
     * A window failed.
     *
     * @return whether its kind of window has failed so often that a shorter one should be tried, if the API answers
     */
    boolean failed(String operation, Window window, AnswerKind how) {
        Doubt doubt = doubt(operation, window);
        doubt.same = doubt.kind == how ? doubt.same + 1 : 1;
        doubt.kind = how;
        doubt.all++;
        return doubt.same >= SAME || doubt.all >= ANY;
    }

    /**
     * The API refused a window for the pace of the calls, so it said.
     *
     * @return whether that repeats, so that a probe straight after it should tell whether the pace is the cause
     */
    boolean refused(String operation, Window window) {
        return ++doubt(operation, window).refusals > PATIENT;
    }

    /**
     * The probe straight after a refusal ended.
     *
     * @return whether the window is refused for what it asks for: the API answered others so often
     */
    boolean refusedAlone(String operation, Window window, boolean answered) {
        Doubt doubt = doubt(operation, window);
        doubt.alone = answered ? doubt.alone + 1 : 0;
        return doubt.alone >= ALONE;
    }

    /**
     * A window is behind us. It says nothing of what is doubted elsewhere: a re-read in parts reads the first ones
     * again and again, until the last is read, too, and a narrower tier is read oftener than a wide one.
     */
    void settled(String operation, Window window) {
        doubts.computeIfPresent(key(operation, window.kind()), (key, all) -> {
            List<Doubt> left = all.stream()
                    .filter(doubt -> window.from() > doubt.to || liesBefore(window, doubt))
                    .toList();
            if (left.isEmpty()) {
                probes.remove(key);
            }
            return left.isEmpty() ? null : new CopyOnWriteArrayList<>(left);
        });
    }

    /** Neighbouring windows overlap by a second. */
    private static boolean liesBefore(Window window, Doubt doubt) {
        return window.from() < doubt.from && window.to() <= doubt.from + 1 && window.to() < doubt.to;
    }

    /** @return whether one more failure would be one too many, so that a probe should come first */
    boolean wantProbe(String operation, Window.Kind window) {
        return doubts.getOrDefault(key(operation, window), List.of()).stream()
                .anyMatch(doubt -> doubt.same >= SAME - 1 || doubt.all >= ANY - 1);
    }

    /**
     * @return which probe it is since the doubt arose, from 0 on: where the one before failed, the next looks elsewhere
     */
    int nextProbe(String operation, Window.Kind window) {
        return probes.merge(key(operation, window), 1, Integer::sum) - 1;
    }

    private Doubt doubt(String operation, Window window) {
        List<Doubt> all = doubts.computeIfAbsent(key(operation, window.kind()), key -> new CopyOnWriteArrayList<>());
        Doubt found = all.stream()
                .filter(doubt -> doubt.isOf(window))
                .findFirst()
                .orElseGet(() -> {
                    Doubt first = new Doubt();
                    all.add(first);
                    return first;
                });
        found.from = window.from();
        found.to = window.to();
        return found;
    }
}
