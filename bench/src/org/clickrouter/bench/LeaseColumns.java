package org.clickrouter.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Claiming;
import org.clickrouter.store.outbox.Delivery;

/**
 * Claims by lease columns in the delivery's own row, as most outboxes have it: the other way than that of the product,
 * to be measured beside it. PostgreSQL skips what others have locked and returns what it wrote; H2 writes those of the
 * first due rows that are still free.
 */
final class LeaseColumns implements Claiming {

    private static final String FREE = " FROM delivery WHERE destination = ? AND state = 'pending' AND due <= ?"
            + " AND leased_until <= ? AND NOT (row_id = ANY(?)) ORDER BY destination, state, due LIMIT ?";
    private static final String FIELDS =
            "d.row_id, d.id, d.destination, d.operation, d.click_id, d.revision, r.cod_act, r.record, d.body, d.content_type,"
                    + " d.attempts, r.seen_at, d.uncounted";
    private static final String OF_REVISION =
            " d JOIN revision r ON r.click_id = d.click_id AND r.revision = d.revision";
    private static final String POSTGRESQL = "WITH taken AS (UPDATE delivery SET lease_holder = ?, leased_until = ?"
            + " WHERE row_id IN (SELECT row_id" + FREE + " FOR UPDATE SKIP LOCKED) RETURNING *) SELECT " + FIELDS
            + " FROM taken" + OF_REVISION;
    private static final String H2 = "SELECT " + FIELDS
            + " FROM FINAL TABLE (UPDATE delivery SET lease_holder = ?, leased_until = ?"
            + " WHERE row_id = ANY(?) AND state = 'pending' AND leased_until <= ?)" + OF_REVISION;

    private final Database database;
    private final Clock clock = Clock.systemUTC();
    private final String instance;

    LeaseColumns(Database database, String instance) {
        this.database = database;
        this.instance = instance;
    }

    static void addTo(Database database) {
        database.update("ALTER TABLE delivery ADD lease_holder VARCHAR(200)");
        database.update("ALTER TABLE delivery ADD leased_until BIGINT DEFAULT 0 NOT NULL");
    }

    @Override
    public List<Delivery> claim(String destination, int limit, Duration lease, Collection<Delivery> underWay) {
        long now = clock.millis();
        Long[] busy = underWay.stream().map(Delivery::row).toArray(Long[]::new);
        long end = now + lease.toMillis();
        if (database.isPostgres()) {
            return database.query(
                    POSTGRESQL, LeaseColumns::delivery, instance, end, destination, now, now, busy, limit);
        }
        Long[] rows = database.query("SELECT row_id" + FREE, row -> row.getLong(1), destination, now, now, busy, limit)
                .toArray(Long[]::new);
        return rows.length == 0 ? List.of() : database.query(H2, LeaseColumns::delivery, instance, end, rows, now);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getInt(11),
                row.getLong(12),
                row.getInt(13),
                row.getLong(12),
                null,
                null);
    }
}
