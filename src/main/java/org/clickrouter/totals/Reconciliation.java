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
    private final Clock clock;

    public Reconciliation(StoreHandles stores, SummaryApi api, Clock clock) {
        this.stores = stores;
        this.api = api;
        this.totals = new DayTotals(stores.database);
        this.clock = clock;
    }

    /**
     * Asks for the total of one day and keeps it.
     *
     * @throws org.clickrouter.report.failure.AnswerException where the API refuses or cannot be understood
     * @throws IllegalStateException where a limit of the token leaves no call
     */
    public DayTotals.Total day(OperationSettings operation, LocalDate day) throws InterruptedException {
        Optional<ClickSummary> summary = api.ask(operation, day);
        long ours = totals.clicks(operation.name(), day);
        boolean readBefore =
                totals.of(operation.name(), day).map(DayTotals.Total::readAgain).orElse(false);
        boolean lacks = summary.isPresent() && summary.get().total() > ours;
        DayTotals.Total total = new DayTotals.Total(
                day,
                summary.map(ClickSummary::total).orElse(null),
                ours,
                clock.millis(),
                readBefore && summary.isPresent() && summary.get().total() != ours || lacks);
        if (lacks && !readBefore) {
            readAgain(operation, day, summary.get().total() - ours);
        }
        totals.put(operation.name(), total);
        return total;
    }

    /** A named gap is read again behind live polling, its clicks are routed as news, and it goes once it was read. */
    private void readAgain(OperationSettings operation, LocalDate day, long missing) {
        Long progress = stores.operations.state(operation.name()).progressSecond();
        long from = day.atStartOfDay(operation.zone()).toEpochSecond();
        long end = day.plusDays(1).atStartOfDay(operation.zone()).toEpochSecond() - 1;
        // What polling has not come to yet it reads anyway.
        long to = progress == null ? from - 1 : Math.min(end, progress);
        if (to < from) {
            return;
        }
        stores.gaps.insert(Gaps.Gap.found(
                operation.name(),
                from,
                to,
                Gaps.Kind.UNREADABLE,
                RoutingMode.Routing.NEWS.name(),
                "chat_15 counts " + missing + " clicks more than were read"));
    }
}
