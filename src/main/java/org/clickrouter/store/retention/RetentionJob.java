package org.clickrouter.store.retention;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.text.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code retention} of retention.camel.yaml: deletes what is older than store.keep, a portion at a time. */
public final class RetentionJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);
    private static final int TOGETHER = 1000;
    private static final int AT_ONE_LOOK = 100_000;
    /** A look at all clicks costs seconds on a large store, and what it finds is 400 days old. */
    private static final long BETWEEN_CLICK_LOOKS = Duration.ofHours(24).toMillis();

    /** Deletes a portion and tells how much that was; -1: there is no more. */
    private interface Step {
        int delete();
    }

    private final Retention retention;
    private final Duration keep;
    private final Clock clock;
    private final Deque<Step> steps = new ArrayDeque<>();
    private long clicksNext;
    private long deleted;

    /** @param keep how long things are kept; zero for ever */
    public RetentionJob(Retention retention, Duration keep, Clock clock) {
        this.retention = retention;
        this.keep = keep;
        this.clock = clock;
    }

    /** @return whether there is anything to look through */
    public synchronized boolean begin() {
        if (keep.isZero() || !steps.isEmpty()) {
            return !steps.isEmpty();
        }
        deleted = 0;
        try {
            retention.destinations().forEach(name -> steps.add(() -> some(retention.deliveries(name, keep, TOGETHER))));
            if (clock.millis() >= clicksNext) {
                retention.operations().forEach(operation -> steps.add(new Clicks(operation)));
                retention.quota(keep);
                clicksNext = clock.millis() + BETWEEN_CLICK_LOOKS;
            }
        } catch (StoreException e) {
            failed(e);
        }
        return !steps.isEmpty();
    }

    /** @return whether there may be more to delete */
    public synchronized boolean portion() {
        try {
            while (!steps.isEmpty()) {
                int some = steps.peek().delete();
                if (some >= 0) {
                    deleted += some;
                    return true;
                }
                steps.poll();
            }
        } catch (StoreException e) {
            failed(e);
        }
        if (deleted > 0) {
            LOG.info(
                    "store.keep={}: {} deliveries and clicks that are older have been deleted",
                    Durations.format(keep),
                    deleted);
        }
        return false;
    }

    private void failed(StoreException e) {
        LOG.error(
                "store.keep={}: what is old could not be deleted, and will be the next time: {}",
                Durations.format(keep),
                e.getMessage());
        steps.clear();
        clicksNext = 0;
    }

    private static int some(int deleted) {
        return deleted == 0 ? -1 : deleted;
    }

    /**
     * The clicks of one operation: found by a look at all of them, deleted in portions, and looked for again where one
     * look did not hold all.
     */
    private final class Clicks implements Step {
        private final String operation;
        private Retention.Candidates found;
        private int next;
        private int gone;

        private Clicks(String operation) {
            this.operation = operation;
        }

        @Override
        public int delete() {
            if (found == null || next == found.clicks().size()) {
                if (found != null && (next < AT_ONE_LOOK || gone == 0)) {
                    return -1;
                }
                found = retention.candidates(operation, keep, AT_ONE_LOOK);
                next = 0;
                gone = 0;
            }
            int end = Math.min(next + TOGETHER, found.clicks().size());
            int portion = retention.clicks(found, next, end);
            next = end;
            gone += portion;
            return portion;
        }
    }
}
