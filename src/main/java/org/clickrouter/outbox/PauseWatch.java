package org.clickrouter.outbox;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.store.outbox.Pauses.Kind;
import org.clickrouter.store.outbox.Pauses.Pause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paused destinations as this instance knows them: looked up at most once a second for all of them, so that what
 * another instance or a command decides is noticed within seconds and a full queue costs no look more.
 */
final class PauseWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PauseWatch.class);
    private static final long BETWEEN_LOOKS = 1000;

    private final Pauses store;
    private final Clock clock;
    private volatile Map<String, Pause> paused = Map.of();
    private long lookedAt = Long.MIN_VALUE;

    PauseWatch(Pauses store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private synchronized Map<String, Pause> now() {
        long now = clock.millis();
        if (lookedAt == Long.MIN_VALUE || now - lookedAt >= BETWEEN_LOOKS || now < lookedAt) {
            // Also before a look that fails: a store that is away is not asked again for each delivery.
            lookedAt = now;
            Map<String, Pause> before = paused;
            paused = store.all().stream().collect(Collectors.toMap(Pause::destination, p -> p));
            tell(before, paused);
        }
        return paused;
    }

    private static void tell(Map<String, Pause> before, Map<String, Pause> after) {
        after.values().stream()
                .filter(p -> p.kind() == Kind.MANUAL && !p.equals(before.get(p.destination())))
                .forEach(p -> LOG.info(
                        "destination={}: paused by hand ({}); its deliveries wait until click-router resume {}",
                        p.destination(),
                        p.reason(),
                        p.destination()));
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> LOG.info("destination={}: no longer paused", name));
    }

    /** As it was at the last look; asks the store nothing. */
    boolean isKnownAsPaused(String destination) {
        return paused.containsKey(destination);
    }

    /** Looks it up if the last look is a second old. */
    boolean isPaused(String destination) {
        return now().containsKey(destination);
    }

    /** Whether a refused destination may be tried with one delivery; {@link #takeTry} decides among the instances. */
    boolean tryIsDue(String destination) {
        Pause pause = now().get(destination);
        return pause != null && pause.nextTry() != null && pause.nextTry() <= clock.millis();
    }

    boolean takeTry(String destination) {
        boolean taken = store.takeTry(destination);
        forget();
        return taken;
    }

    /** Pauses a destination because of its answer, and says so once. */
    synchronized void pause(String destination, Kind kind, String answer) {
        forget();
        Pause already = now().get(destination);
        if (already != null && (already.kind() != Kind.REFUSED || kind != Kind.GONE)) {
            return;
        }
        if (already != null) {
            store.resume(destination);
        }
        store.pause(destination, kind, answer);
        forget();
        now();
        if (kind == Kind.MISCONFIGURED) {
            LOG.error(
                    "destination={}: MISCONFIGURED ({}). Nothing can be sent; its deliveries wait and lose no attempts. Mend its settings, route"
                            + " or template; one delivery is tried every minute, and at once after a restart or click-router resume {}",
                    destination,
                    answer,
                    destination);
            return;
        }
        String what = kind == Kind.GONE
                ? "It says that it is gone for good (410), so nothing is sent to it"
                : "It refused us again and again, so one delivery is tried every " + Pauses.BETWEEN_TRIES.toMinutes()
                        + " minutes";
        LOG.error(
                "destination={}: PAUSED ({}). {}; its deliveries wait and lose no attempts. Mend its address, log-in or secret and restart, or, if it"
                        + " was mended there: click-router resume {}",
                destination,
                answer,
                what,
                destination);
    }

    /**
     * A delivery was taken: one that had refused us, or was misconfigured, is well again. One that is gone stays so,
     * whatever was still under way to it.
     */
    void accepted(String destination) {
        Pause pause = paused.get(destination);
        if (pause != null && (pause.kind() == Kind.REFUSED || pause.kind() == Kind.MISCONFIGURED)) {
            store.accepted(destination);
            forget();
        }
    }

    /** Its route starts anew: what was misconfigured may have been mended. */
    boolean mended(String destination) {
        boolean ended = store.mended(destination);
        forget();
        return ended;
    }

    private synchronized void forget() {
        lookedAt = Long.MIN_VALUE;
    }
}
