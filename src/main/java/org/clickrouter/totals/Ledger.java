package org.clickrouter.totals;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.DayTotals;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;

/**
 * What the store has noted about the reading of some days that follow one another. It is asked once for all of them: a
 * year is not a thousand statements.
 */
final class Ledger {

    final Optional<OperationState> state;
    final String operation;
    private final List<Coverage.Stretch> read;
    private final List<Gaps.Gap> gaps;
    private final Map<LocalDate, DayTotals.Total> totals = new HashMap<>();

    Ledger(Database database, Clock clock, String operation, ZoneId zone, LocalDate first, LocalDate last) {
        Operations operations = new Operations(database, clock, "");
        long from = begin(first, zone);
        long to = begin(last.plusDays(1), zone) - 1;
        this.operation = operation;
        this.state = operations.states().stream()
                .filter(s -> s.operation().equals(operation))
                .findFirst();
        this.read = new Coverage(database).of(operation, from, to);
        this.gaps = new Gaps(database, operations, clock).of(operation, from, to);
        new DayTotals(database).of(operation, first, last).forEach(total -> totals.put(total.day(), total));
    }

    /** The first second of a day. */
    static long begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toEpochSecond();
    }

    /** What was read of a part of it, in order. */
    List<Coverage.Stretch> read(long from, long to) {
        return read.stream().filter(s -> s.from() <= to && s.to() >= from).toList();
    }

    boolean hasGap(long from, long to) {
        return gaps.stream().anyMatch(gap -> gap.from() <= to && gap.to() >= from);
    }

    /** What the vendor told of a day, where it was asked. */
    Optional<DayTotals.Total> total(LocalDate day) {
        return Optional.ofNullable(totals.get(day));
    }
}
