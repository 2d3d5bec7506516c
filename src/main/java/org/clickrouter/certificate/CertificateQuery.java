package org.clickrouter.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Holes;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.text.Version;
import org.clickrouter.totals.Days;

/** Fills a {@link Certificate} from the store. */
public final class CertificateQuery {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private static final String DELIVERIES = """
            SELECT d.destination,
                   SUM(CASE WHEN d.state = 'done' THEN 1 ELSE 0 END),
                   SUM(CASE WHEN d.state = 'pending' THEN 1 ELSE 0 END),
                   SUM(CASE WHEN d.state = 'dead' THEN 1 ELSE 0 END)
            FROM delivery d
            WHERE d.operation = ? AND d.click_id >= ? AND d.click_id <= ?
            GROUP BY d.destination ORDER BY d.destination""";

    private final Database database;
    private final Clock clock;
    private final Days days;

    /** @param settled how long after a second its codes are taken to have come */
    public CertificateQuery(Database database, Clock clock, Duration settled) {
        this.database = database;
        this.clock = clock;
        this.days = new Days(database, clock, settled);
    }

    /**
     * @param from first day
     * @param to last day, inclusive
     * @param key fingerprint of the public key
     */
    public Certificate of(OperationSettings operation, LocalDate from, LocalDate to, String key) {
        return database.transaction(() -> {
            List<Certificate.Day> known = new ArrayList<>();
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                known.add(day(operation, days.of(operation.name(), operation.zone(), day)));
            }
            return new Certificate(
                    1,
                    Version.current(),
                    time(clock.millis(), operation.zone()),
                    operation.name(),
                    operation.zone().getId(),
                    from.toString(),
                    to.toString(),
                    reading(operation, from, to),
                    known,
                    RangeHash.of(database, operation.name(), from, to),
                    deliveries(operation.name(), from, to),
                    key);
        });
    }

    private Certificate.Day day(OperationSettings operation, Days.Day day) {
        return new Certificate.Day(
                day.day().toString(),
                day.state().key(),
                day.clicks(),
                day.theirs(),
                day.askedAt() == null ? null : time(day.askedAt(), operation.zone()),
                day.notComparable().isEmpty() ? null : day.notComparable());
    }

    private Certificate.Reading reading(OperationSettings operation, LocalDate first, LocalDate last) {
        ZoneId zone = operation.zone();
        long from = first.atStartOfDay(zone).toEpochSecond();
        long to = last.plusDays(1).atStartOfDay(zone).toEpochSecond() - 1;
        List<Coverage.Stretch> read = new Coverage(database).of(operation.name(), from, to);
        Operations operations = new Operations(database, clock, "");
        List<Gaps.Gap> gaps = new Gaps(database, operations, clock).of(operation.name(), from, to);
        List<Holes.Hole> holes = operations.states().stream()
                .filter(state -> state.operation().equals(operation.name()))
                .flatMap(state -> Holes.of(read, gaps, state, from, to).stream())
                .toList();
        return new Certificate.Reading(
                to - from + 1,
                read.stream()
                        .mapToLong(s -> Math.min(s.to(), to) - Math.max(s.from(), from) + 1)
                        .sum(),
                read.stream()
                        .map(s -> new Certificate.Stretch(
                                second(Math.max(s.from(), from), zone),
                                second(Math.min(s.to(), to), zone),
                                time(s.readAt(), zone)))
                        .toList(),
                Stream.concat(
                                gaps.stream()
                                        .map(g -> new Certificate.Gap(
                                                second(Math.max(g.from(), from), zone),
                                                second(Math.min(g.to(), to), zone),
                                                g.kind().name().toLowerCase(Locale.ROOT),
                                                g.reason(),
                                                g.tries())),
                                holes.stream()
                                        .map(hole -> new Certificate.Gap(
                                                second(hole.from(), zone),
                                                second(hole.to(), zone),
                                                "unread",
                                                "never read",
                                                0)))
                        .sorted(Comparator.comparing(Certificate.Gap::from))
                        .toList());
    }

    private List<Certificate.Deliveries> deliveries(String operation, LocalDate from, LocalDate to) {
        return database.query(
                DELIVERIES,
                r -> new Certificate.Deliveries(r.getString(1), r.getLong(2), r.getLong(3), r.getLong(4)),
                operation,
                new UUID(from.toEpochDay() * DAY << 16, 0),
                new UUID((to.plusDays(1).toEpochDay() * DAY << 16) - 1, -1));
    }

    private static String second(long second, ZoneId zone) {
        return time(second * 1000, zone);
    }

    private static String time(long millis, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(millis).atZone(zone));
    }
}
