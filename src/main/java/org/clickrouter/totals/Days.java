package org.clickrouter.totals;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.DayTotals;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.text.Words;
import org.clickrouter.window.Tier;

/** What the ledger of reading, the gaps and the vendor's totals together say of a day. */
public final class Days {

    private final Database database;
    private final Clock clock;
    private final DayTotals totals;
    private final Comparability comparability;
    private final Duration settled;

    /** @param settled how long after a second its codes are taken to have come */
    public Days(Database database, Clock clock, Duration settled) {
        this.database = database;
        this.clock = clock;
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

    /** One day; its clicks are counted one by one. */
    public Day of(String operation, ZoneId zone, LocalDate day) {
        return of(operation, zone, day, day, Map.of(day, totals.clicks(operation, day)))
                .get(0);
    }

    /**
     * Several days that follow one another, from the counts that are kept by day. Where the last comparison with the
     * vendor found another number of clicks than is kept, they are counted one by one.
     *
     * @param kept clicks by day; none: 0
     */
    public List<Day> of(String operation, ZoneId zone, LocalDate first, LocalDate last, Map<LocalDate, Long> kept) {
        Ledger ledger = new Ledger(database, clock, operation, zone, first, last);
        long deletedUpTo = comparability.deletedUpTo(operation);
        List<Day> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            long clicks = kept.getOrDefault(day, 0L);
            Optional<DayTotals.Total> total = ledger.total(day);
            if (total.isPresent() && total.get().ours() != clicks) {
                clicks = totals.clicks(operation, day);
            }
            days.add(day(ledger, zone, day, clicks, total, deletedUpTo));
        }
        return days;
    }

    private Day day(
            Ledger ledger, ZoneId zone, LocalDate day, long clicks, Optional<DayTotals.Total> total, long deletedUpTo) {
        Long theirs = total.map(DayTotals.Total::theirs).orElse(null);
        String why = Comparability.obstacle(ledger, zone, day, deletedUpTo)
                .orElseGet(() -> total.isEmpty() ? "" : notComparable(ledger.operation, clicks, theirs));
        return new Day(
                day,
                state(ledger, zone, day, clicks, why.isEmpty() ? theirs : null),
                clicks,
                theirs,
                total.map(DayTotals.Total::askedAt).orElse(null),
                total.map(DayTotals.Total::readAgain).orElse(false),
                why);
    }

    private String notComparable(String operation, long clicks, Long theirs) {
        if (theirs == null) {
            return "the vendor tells no total of it";
        }
        long forgotten = theirs > clicks ? comparability.forgotten(operation) : 0;
        return theirs > clicks && theirs - clicks <= forgotten
                ? "the vendor counts " + (theirs - clicks) + " more, and " + Words.count(forgotten, "chat")
                        + (forgotten == 1 ? " was" : " were") + " forgotten on request"
                : "";
    }

    private DayState state(Ledger ledger, ZoneId zone, LocalDate day, long clicks, Long theirs) {
        long from = Ledger.begin(day, zone);
        long to = Ledger.begin(day.plusDays(1), zone) - 1;
        List<Coverage.Stretch> read = ledger.read(from, to);
        if (ledger.hasGap(from, to)) {
            return DayState.GAP;
        }
        if (read.isEmpty()) {
            return DayState.UNREAD;
        }
        Optional<OperationState> state = ledger.state;
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
