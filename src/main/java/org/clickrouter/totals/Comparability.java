package org.clickrouter.totals;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.OperationState;

/** Whether the vendor's total of a day can be held against the clicks in the store. */
final class Comparability {

    private final Database database;
    private final Clock clock;

    Comparability(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @return why the store cannot hold just the clicks of that day, or empty where it can */
    Optional<String> obstacle(String operation, ZoneId zone, LocalDate day) {
        return obstacle(new Ledger(database, clock, operation, zone, day, day), zone, day, deletedUpTo(operation));
    }

    /** @param deletedUpTo clicks of this second and before may have been deleted */
    static Optional<String> obstacle(Ledger ledger, ZoneId zone, LocalDate day, long deletedUpTo) {
        long from = Ledger.begin(day, zone);
        long to = Ledger.begin(day.plusDays(1), zone) - 1;
        Long progress = ledger.state.map(OperationState::progressSecond).orElse(null);
        if (progress == null || progress < to) {
            return Optional.of("it is not read to its end yet");
        }
        if (ledger.hasGap(from, to)) {
            return Optional.of("a part of it could not be read yet");
        }
        if (!spanned(ledger.read(from, to), from, to)) {
            return Optional.of("only a part of it was read");
        }
        if (deletedUpTo >= from) {
            return Optional.of("clicks of it may have been deleted (store.keep)");
        }
        return Optional.empty();
    }

    private static boolean spanned(List<Coverage.Stretch> read, long from, long to) {
        long next = from;
        for (Coverage.Stretch stretch : read) {
            if (stretch.from() > next) {
                return false;
            }
            next = Math.max(next, stretch.to() + 1);
        }
        return next > to;
    }

    long deletedUpTo(String operation) {
        return database
                .query(
                        "SELECT COALESCE(forgotten_second, -1) FROM operation_state WHERE operation = ?",
                        r -> r.getLong(1),
                        operation)
                .stream()
                .findFirst()
                .orElse(-1L);
    }

    /** Chats that were forgotten on request: of what days their clicks were is not kept. */
    long forgotten(String operation) {
        return database.one("SELECT COUNT(*) FROM forgotten WHERE operation = ?", r -> r.getLong(1), operation);
    }
}
