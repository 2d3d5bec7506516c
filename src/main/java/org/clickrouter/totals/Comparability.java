package org.clickrouter.totals;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;

/** Whether the vendor's total of a day can be held against the clicks in the store. */
final class Comparability {

    private final Database database;
    private final Operations operations;
    private final Coverage coverage;
    private final Gaps gaps;

    Comparability(Database database, Clock clock) {
        this.database = database;
        this.operations = new Operations(database, clock, "");
        this.coverage = new Coverage(database);
        this.gaps = new Gaps(database, operations, clock);
    }

    /** @return why the store cannot hold just the clicks of that day, or empty where it can */
    Optional<String> obstacle(String operation, ZoneId zone, LocalDate day) {
        long from = day.atStartOfDay(zone).toEpochSecond();
        long to = day.plusDays(1).atStartOfDay(zone).toEpochSecond() - 1;
        Optional<OperationState> state = operations.states().stream()
                .filter(s -> s.operation().equals(operation))
                .findFirst();
        Long progress = state.map(OperationState::progressSecond).orElse(null);
        if (progress == null || progress < to) {
            return Optional.of("it is not read to its end yet");
        }
        if (!gaps.of(operation, from, to).isEmpty()) {
            return Optional.of("a part of it could not be read yet");
        }
        if (!spanned(coverage.of(operation, from, to), from, to)) {
            return Optional.of("only a part of it was read");
        }
        if (deletedUpTo(operation) >= from) {
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

    private long deletedUpTo(String operation) {
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
