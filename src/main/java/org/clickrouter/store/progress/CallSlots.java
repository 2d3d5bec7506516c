package org.clickrouter.store.progress;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;

/**
 * The calls that a token may have in flight, over all threads, restarts and instances. A slot that its holder never
 * gave back (the process was killed) frees itself when the call must be over: until then the API may still be working
 * on it.
 */
public final class CallSlots {

    /**
     * A slot taken.
     *
     * @param until when it frees itself, epoch milliseconds
     */
    public record Slot(String tokenKey, int number, String holder, long until) {

        /**
         * A process that stood still behind the taking of its slot, such as one on a virtual machine that was paused,
         * wakes up when others may have the slot.
         *
         * @param now epoch milliseconds
         * @param timeout the longest that the call takes
         * @return whether a call that begins now is over before the slot frees itself
         */
        public boolean lasts(long now, Duration timeout) {
            return now + timeout.toMillis() <= until;
        }
    }

    private final Database database;
    private final Clock clock;
    private final String instance;

    public CallSlots(Database database, Clock clock, String instance) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
    }

    /** Makes the token's rows. */
    public void register(String tokenKey, int slots) {
        for (int slot = 0; slot < slots; slot++) {
            database.insertOnce("INSERT INTO call_slot (token_key, slot) VALUES (?, ?)", tokenKey, slot);
        }
    }

    /**
     * Takes a free slot.
     *
     * @param slots how many calls may be in flight
     * @param term after this the call is over for certain
     * @return empty when all are taken
     */
    public Optional<Slot> take(String tokenKey, int slots, Duration term) {
        String holder = instance + "#" + UUID.randomUUID();
        for (int slot = 0; slot < slots; slot++) {
            long now = clock.millis();
            if (database.update(
                            "UPDATE call_slot SET holder = ?, taken_until = ? WHERE token_key = ? AND slot = ? AND taken_until <= ?",
                            holder,
                            now + term.toMillis(),
                            tokenKey,
                            slot,
                            now)
                    == 1) {
                return Optional.of(new Slot(tokenKey, slot, holder, now + term.toMillis()));
            }
        }
        shortenImpossible(tokenKey, term);
        return Optional.empty();
    }

    /**
     * A slot that was taken under a clock that has been put back since, by a process that was killed, would stay taken
     * until real time has caught up. Not freed at once: the API may still be working on that call.
     */
    private void shortenImpossible(String tokenKey, Duration term) {
        long now = clock.millis();
        database.update(
                "UPDATE call_slot SET taken_until = ? WHERE token_key = ? AND taken_until > ?",
                now + term.toMillis(),
                tokenKey,
                now + 2 * term.toMillis() + Operations.CLOCK_STEP_MILLIS);
    }

    /** Gives a slot back: the call is over. */
    public void release(Slot slot) {
        database.update(
                "UPDATE call_slot SET taken_until = 0, holder = NULL WHERE token_key = ? AND slot = ? AND holder = ?",
                slot.tokenKey(),
                slot.number(),
                slot.holder());
    }
}
