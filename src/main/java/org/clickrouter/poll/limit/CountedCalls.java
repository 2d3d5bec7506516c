package org.clickrouter.poll.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.CallSlots;
import org.clickrouter.store.progress.Quota;

/**
 * Calls of the API beside polling: each takes a slot of its token and its part of the quota, so that the limits hold
 * over all that calls. Where there is no store, nothing else calls.
 */
public final class CountedCalls {

    private static final long AGAIN_MILLIS = 100;

    private final CallSlots slots;
    private final Quota quota;
    private final Clock clock;
    private final String refusal;

    /** A call that is made within the limits. */
    @FunctionalInterface
    public interface Call<T> {
        T make() throws InterruptedException;
    }

    /**
     * @param store or empty where there is none
     * @param instance who calls
     */
    public CountedCalls(Optional<Database> store, Clock clock, String instance) {
        this.slots =
                store.map(database -> new CallSlots(database, clock, instance)).orElse(null);
        this.quota = store.map(database -> new Quota(database, clock)).orElse(null);
        this.clock = clock;
        this.refusal = null;
    }

    private CountedCalls(String refusal) {
        this.slots = null;
        this.quota = null;
        this.clock = null;
        this.refusal = refusal;
    }

    /** Where no call may be made, since nobody can tell whether another is in flight. */
    public static CountedCalls refused(String why) {
        return new CountedCalls(why);
    }

    /**
     * Makes a call when the token has room for it.
     *
     * @param patience how long it waits for a call that is in flight
     * @throws IllegalStateException where a limit of the token leaves no call
     * @throws AnswerException as the call itself does
     */
    public <T> T make(OperationSettings operation, Duration patience, Call<T> call) throws InterruptedException {
        return make(operation, operation.dailyLimit(), patience, call);
    }

    /**
     * The same for a call that leaves some of the day to others.
     *
     * @param limit calls of the day that may be used up with it
     */
    public <T> T make(OperationSettings operation, int limit, Duration patience, Call<T> call)
            throws InterruptedException {
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        if (slots == null) {
            return call.make();
        }
        CallSlots.Slot slot = slot(operation, patience);
        boolean over = false;
        try {
            if (!quota.take(operation.name(), operation.zone(), limit)) {
                over = true;
                throw new IllegalStateException("the day's quota of calls is used up");
            }
            if (!slot.lasts(clock.millis(), operation.timeout())) {
                over = true;
                throw new IllegalStateException("this process stood still, and others may call now; try again");
            }
            T answer = call.make();
            over = true;
            return answer;
        } catch (AnswerException e) {
            over = e.kind() != AnswerKind.TIMED_OUT;
            throw e;
        } finally {
            // Else the API may still be working on it: the slot frees itself when that must be over.
            if (over) {
                slots.release(slot);
            }
        }
    }

    private CallSlots.Slot slot(OperationSettings operation, Duration patience) throws InterruptedException {
        String key = TokenLimits.key(operation);
        slots.register(key, operation.maxInFlight());
        long end = clock.millis() + patience.toMillis();
        while (true) {
            Optional<CallSlots.Slot> slot = slots.take(key, operation.maxInFlight(), TokenLimits.slotTerm(operation));
            if (slot.isPresent()) {
                return slot.get();
            }
            if (clock.millis() >= end) {
                throw new IllegalStateException("a call of the token is in flight just now; try again");
            }
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        }
    }
}
