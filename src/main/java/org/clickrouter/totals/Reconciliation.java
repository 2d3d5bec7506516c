package org.clickrouter.totals;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.progress.DayTotals;
import org.clickrouter.store.progress.Gaps;

/** Holds a day's clicks against the vendor's total; a day that lacks some is put up for one more read. */
public final class Reconciliation {

    private final StoreHandles stores;
    private final SummaryApi api;
    private final DayTotals totals;
    private final Comparability comparability;
    private final Clock clock;

    public Reconciliation(StoreHandles stores, SummaryApi api, Clock clock) {
        this.stores = stores;
        this.api = api;
        this.totals = new DayTotals(stores.database);
        this.comparability = new Comparability(stores.database, clock);
        this.clock = clock;
    }

    /**
     * Asks for the total of one day and keeps it; makes no call for a day that cannot be compared.
     *
     * @return empty for such a day
     * @throws org.clickrouter.report.failure.AnswerException where the API refuses or cannot be understood
     * @throws IllegalStateException where a limit of the token leaves no call
     */
    public Optional<DayTotals.Total> day(OperationSettings operation, LocalDate day) throws InterruptedException {
        if (comparability.obstacle(operation.name(), operation.zone(), day).isPresent()) {
            return Optional.empty();
        }
        Long theirs = api.ask(operation, day).map(ClickSummary::total).orElse(null);
        long ours = totals.clicks(operation.name(), day);
        boolean readBefore =
                totals.of(operation.name(), day).map(DayTotals.Total::readAgain).orElse(false);
        boolean lacks = theirs != null && theirs > ours;
        if (lacks && !readBefore) {
            readAgain(operation, day, theirs - ours);
        }
        DayTotals.Total total = new DayTotals.Total(
                day, theirs, ours, clock.millis(), readBefore && theirs != null && theirs != ours || lacks);
        totals.put(operation.name(), total);
        return Optional.of(total);
    }

    /** A named gap is read again behind live polling, its clicks are routed as news, and it goes once it was read. */
    private void readAgain(OperationSettings operation, LocalDate day, long missing) {
        stores.gaps.insert(Gaps.Gap.found(
                operation.name(),
                day.atStartOfDay(operation.zone()).toEpochSecond(),
                day.plusDays(1).atStartOfDay(operation.zone()).toEpochSecond() - 1,
                Gaps.Kind.UNREADABLE,
                RoutingMode.Routing.NEWS.name(),
                "chat_15 counts " + missing + " clicks more than were read"));
    }
}
