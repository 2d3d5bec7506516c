package org.clickrouter.totals;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.clickrouter.net.ApiGet;
import org.clickrouter.poll.Waits;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.DayTotals;
import org.clickrouter.store.progress.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code reconciler} of reconcile.camel.yaml: holds yesterday and the days that may still change against the
 * vendor's totals, each once every {@code poll.reconcile}, one call at a time between the polls.
 */
public final class DailyReconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(DailyReconciliation.class);
    /** After its codes have settled a day is asked for a few days more, in case the product was down. */
    private static final long DAYS_MORE = 3;

    private static final Duration NEXT_LOOK = Duration.ofMinutes(1);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(15);

    private final Function<String, OperationSettings> operations;
    private final StoreHandles stores;
    private final Reconciliation reconciliation;
    private final DayTotals totals;
    private final Days days;
    private final Duration settled;
    private final Duration every;
    private final Duration period;
    private final Clock clock;
    private final Waits waits;

    /**
     * @param operations those in force, by name: a token may be renewed
     * @param way by which the API is asked
     * @param calls within the limits of the token
     * @param secrets texts that no message may hold
     */
    public DailyReconciliation(
            Settings settings,
            Function<String, OperationSettings> operations,
            StoreHandles stores,
            ApiGet way,
            CountedCalls calls,
            List<String> secrets,
            Clock clock) {
        this.operations = operations;
        this.stores = stores;
        this.settled = Days.settled(settings);
        this.every = settings.isSet("poll.reconcile") ? settings.duration("poll.reconcile") : Duration.ZERO;
        this.period = settings.duration("poll.period");
        this.reconciliation = new Reconciliation(
                stores, new SummaryApi(calls, way, stores.quota, period, Duration.ZERO, secrets, clock), clock);
        this.totals = new DayTotals(stores.database);
        this.days = new Days(stores.database, clock, settled);
        this.clock = clock;
        this.waits = new Waits(clock);
    }

    /** Asks for one day of an operation, if one is due and no poll is. */
    public void look(String name) throws InterruptedException {
        if (every.isZero() || !waits.over(name)) {
            return;
        }
        OperationSettings operation = operations.apply(name);
        try {
            Optional<LocalDate> due = due(operation);
            if (due.isEmpty()) {
                waits.until(name, clock.millis() + Math.min(every.dividedBy(4).toMillis(), NEXT_LOOK.toMillis()));
                return;
            }
            Optional<Lease> lease =
                    stores.operations.acquireBetweenPolls(name, TokenLimits.slotTerm(operation), period.dividedBy(4));
            if (lease.isPresent()) {
                try {
                    ask(operation, due.get());
                } finally {
                    stores.operations.releaseAfterSlice(lease.get(), 0);
                }
            }
        } catch (AnswerException | IllegalStateException | StoreException e) {
            waits.until(name, clock.millis() + Math.min(every.dividedBy(4).toMillis(), AFTER_TROUBLE.toMillis()));
            LOG.warn("operation={}: the vendor's totals could not be asked for: {}", name, e.getMessage());
        }
    }

    /** The newest day first. */
    private Optional<LocalDate> due(OperationSettings operation) {
        LocalDate today = LocalDate.now(clock.withZone(operation.zone()));
        for (long ago = 1; ago <= settled.toDays() + DAYS_MORE; ago++) {
            Days.Day day = days.of(operation.name(), operation.zone(), today.minusDays(ago));
            if (isDue(day)) {
                return Optional.of(day.day());
            }
        }
        return Optional.empty();
    }

    private boolean isDue(Days.Day day) {
        boolean compared = day.askedAt() != null;
        if (!compared) {
            return day.notComparable().isEmpty();
        }
        long age = clock.millis() - day.askedAt();
        boolean proven = day.state() == DayState.PROVEN && !day.readAgain();
        return !proven && (age >= every.toMillis() || age < -NEXT_LOOK.toMillis());
    }

    private void ask(OperationSettings operation, LocalDate day) throws InterruptedException {
        boolean before =
                totals.of(operation.name(), day).map(DayTotals.Total::readAgain).orElse(false);
        Optional<DayTotals.Total> asked = reconciliation.day(operation, day);
        if (asked.isEmpty() || asked.get().theirs() == null) {
            return;
        }
        long more = asked.get().theirs() - asked.get().ours();
        String what = "operation=" + operation.name() + " day=" + day + ": the vendor counts "
                + asked.get().theirs() + " clicks, " + asked.get().ours() + " were read";
        if (more == 0) {
            LOG.info("{}", what);
        } else if (more < 0) {
            LOG.warn("{}: it counts fewer; ask the vendor", what);
        } else if (before) {
            LOG.warn("{}, also by reading the day once more; ask the vendor", what);
        } else {
            LOG.warn("{}: the day is read once more", what);
        }
    }
}
