package org.clickrouter.totals;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.DayTotals;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.text.Words;
import org.clickrouter.window.Tier;

/** What the ledger of reading, the gaps and the vendor's totals together say of a day. */
public final class Days {

    private final Operations operations;
    private final Coverage coverage;
    private final Gaps gaps;
    private final DayTotals totals;
    private final Comparability comparability;
    private final Duration settled;

    /** @param settled how long after a second its codes are taken to have come */
    public Days(Database database, Clock clock, Duration settled) {
        this.operations = new Operations(database, clock, "");
        this.coverage = new Coverage(database);
        this.gaps = new Gaps(database, operations, clock);
        this.totals = new DayTotals(database);
        this.comparability = new Comparability(database, clock);
        this.settled = settled;
    }

    /** How long after a second the last re-read of it comes. */
    public static Duration settled(Settings settings) {
        return Tier.parse(settings.get("poll.re-read")).stream()
                .max((a, b) -> a.span().compareTo(b.span()))
                .map(tier -> tier.span().minus(tier.every()))
                .orElse(Duration.ofDays(2));
    }

    /**
     * One day.
     *
     * @param clicks in the store with dates of that day, now
     * @param theirs as many as the vendor counted when it was last asked; null: it was not, or tells nothing
     * @param askedAt epoch milliseconds; null: never
     * @param readAgain whether it was put up for one more read because of the vendor's total
     * @param notComparable why the vendor's total says nothing of it, or empty
     */
    public record Day(
            LocalDate day,
            DayState state,
            long clicks,
            Long theirs,
            Long askedAt,
            boolean readAgain,
            String notComparable) {}

    public Day of(String operation, ZoneId zone, LocalDate day) {
        long clicks = totals.clicks(operation, day);
        Optional<DayTotals.Total> total = totals.of(operation, day);
        Long theirs = total.map(DayTotals.Total::theirs).orElse(null);
        String why = notComparable(operation, zone, day, clicks, total);
        return new Day(
                day,
                state(operation, zone, day, clicks, why.isEmpty() ? theirs : null),
                clicks,
                theirs,
                total.map(DayTotals.Total::askedAt).orElse(null),
                total.map(DayTotals.Total::readAgain).orElse(false),
                why);
    }

    private String notComparable(
            String operation, ZoneId zone, LocalDate day, long clicks, Optional<DayTotals.Total> total) {
        Optional<String> obstacle = comparability.obstacle(operation, zone, day);
        if (obstacle.isPresent() || total.isEmpty()) {
            return obstacle.orElse("");
        }
        Long theirs = total.get().theirs();
        if (theirs == null) {
            return "the vendor tells no total of it";
        }
        long forgotten = theirs > clicks ? comparability.forgotten(operation) : 0;
        return theirs > clicks && theirs - clicks <= forgotten
                ? "the vendor counts " + (theirs - clicks) + " more, and " + Words.count(forgotten, "chat")
                        + (forgotten == 1 ? " was" : " were") + " forgotten on request"
                : "";
    }

    private DayState state(String operation, ZoneId zone, LocalDate day, long clicks, Long theirs) {
        long from = day.atStartOfDay(zone).toEpochSecond();
        long to = day.plusDays(1).atStartOfDay(zone).toEpochSecond() - 1;
        List<Coverage.Stretch> read = coverage.of(operation, from, to);
        if (!gaps.of(operation, from, to).isEmpty()) {
            return DayState.GAP;
        }
        if (read.isEmpty()) {
            return DayState.UNREAD;
        }
        Optional<OperationState> state = operations.states().stream()
                .filter(s -> s.operation().equals(operation))
                .findFirst();
        long progress = state.map(OperationState::progressSecond).orElse(0L);
        long next = from;
        boolean late = true;
        boolean partial = false;
        for (Coverage.Stretch stretch : read) {
            if (stretch.from() > next && stretch.from() <= progress) {
                // Of the first day only a part was ever asked for.
                if (next > from
                        || stretch.from()
                                > state.map(OperationState::originSecond).orElse(from)) {
                    return DayState.GAP;
                }
                partial = true;
            }
            next = Math.max(next, stretch.to() + 1);
            late &= stretch.readAt() / 1000 - Math.min(to, stretch.to()) >= settled.toSeconds();
        }
        if (next <= Math.min(to, progress)) {
            return DayState.GAP;
        }
        if (partial) {
            return DayState.PARTIAL;
        }
        if (next <= to || !late && (theirs == null || theirs == clicks)) {
            return DayState.SETTLING;
        }
        return theirs == null ? DayState.COMPLETE : theirs == clicks ? DayState.PROVEN : DayState.DIFFERS;
    }
}
