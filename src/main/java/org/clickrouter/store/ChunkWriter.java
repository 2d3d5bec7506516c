package org.clickrouter.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.clickrouter.report.BadRecord;
import org.clickrouter.report.Click;

/** The statements that write one chunk, each as one JDBC batch. */
final class ChunkWriter {

    private static final String INSERT_CLICK = "INSERT INTO click (id, operation, chat_id, source_id, click_date, cod_act, revision,"
        + " content_hash, read_no, variants, before_read, first_seen, coded_at, clicked_at, history)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE_CLICK = "UPDATE click SET cod_act = ?, revision = ?, content_hash = ?, read_no = ?, variants = ?,"
        + " before_read = ?, coded_at = CASE WHEN coded_at IS NULL THEN CAST(? AS BIGINT) ELSE coded_at END, history = ? WHERE id = ?";
    private static final String INSERT_REVISION = "INSERT INTO revision (click_id, revision, cod_act, record, seen_at, destinations)"
        + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String UPDATE_REVISION = "UPDATE revision SET record = ? WHERE click_id = ? AND revision = ?";
    private static final String RENAME_REVISION = "UPDATE revision SET record = ?, cod_act = ?, seen_at = ?, destinations = ?"
        + " WHERE click_id = ? AND revision = ?";
    private static final String INSERT_DELIVERY = "INSERT INTO delivery (id, destination, click_id, revision, operation, body, content_type,"
        + " state, due, created) VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?)";

    private final Connection connection;
    private final String operation;
    private final long now;

    ChunkWriter(Connection connection, String operation, long now) {
        this.connection = connection;
        this.operation = operation;
        this.now = now;
    }

    void write(Comparison chunk, List<BadRecord> bad) throws SQLException {
        clicks(chunk);
        revisions(chunk);
        deliveries(chunk.changes());
        quarantine(bad);
    }

    private void clicks(Comparison chunk) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_CLICK);
             PreparedStatement update = connection.prepareStatement(UPDATE_CLICK)) {
            boolean anyNew = false;
            boolean anyChanged = false;
            for (ClickRow row : chunk.rows.values()) {
                if (row.isNew) {
                    Click click = chunk.newest.get(row.id);
                    Database.bind(insert, row.id, operation, click.chatId(), click.sourceId(), click.date(),
                        row.code, row.revision, row.hash, row.read, row.encodedVariants(),
                        Variant.encode(row.before), now, row.coded ? now : null,
                        click.at(chunk.reading.rules.zone()).map(Instant::toEpochMilli).orElse(null), row.history ? 1 : 0);
                    insert.addBatch();
                    anyNew = true;
                } else if (row.changed) {
                    Database.bind(update, row.code, row.revision, row.hash, row.read, row.encodedVariants(),
                        Variant.encode(row.before), row.coded ? now : null,
                        row.history ? 1 : 0, row.id);
                    update.addBatch();
                    anyChanged = true;
                }
            }
            if (anyNew) {
                insert.executeBatch();
            }
            if (anyChanged) {
                update.executeBatch();
            }
        }
    }

    private void revisions(Comparison chunk) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_REVISION)) {
            for (Change change : chunk.all()) {
                Click click = change.click();
                if (change.sameRevision()) {
                    // From one word for "no code" to another: the revision stays.
                    insert.executeBatch();
                    Database.update(connection, RENAME_REVISION, click.json(), click.code(), now,
                        routedTo(change), click.id(), change.revision());
                } else {
                    Database.bind(insert, click.id(), change.revision(), click.code(), click.json(), now,
                        routedTo(change));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE_REVISION)) {
            for (Click click : chunk.updated.values()) {
                Database.bind(update, click.json(), click.id(), chunk.rows.get(click.id()).revision);
                update.addBatch();
            }
            if (!chunk.updated.isEmpty()) {
                update.executeBatch();
            }
        }
    }

    private static int routedTo(Change change) {
        return change.failure() == null ? change.destinations() : -1;
    }

    private void deliveries(List<Change> changes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_DELIVERY)) {
            boolean any = false;
            for (Change change : changes) {
                for (Map.Entry<String, Change.Addressed> delivery : change.close().entrySet()) {
                    UUID click = change.click().id();
                    String id = deliveryId(click, change.revision(), delivery.getKey());
                    if (change.sameRevision()) {
                        // The same revision may stand in this chunk twice: what is batched must be seen by the look for it.
                        insert.executeBatch();
                        if (alreadyQueued(id)) {
                            continue;
                        }
                    }
                    Database.bind(insert, id, delivery.getKey(), click, change.revision(), operation,
                        delivery.getValue().body(), delivery.getValue().contentType(), now, now);
                    insert.addBatch();
                    any = true;
                }
            }
            if (any) {
                insert.executeBatch();
            }
        }
    }

    void rerouted(List<Change> changes) throws SQLException {
        for (Change change : changes) {
            change.close().keySet().removeIf(destination -> {
                try {
                    return alreadyQueued(deliveryId(change.click().id(), change.revision(), destination));
                } catch (SQLException e) {
                    throw new StoreException("The store failed: " + e.getMessage(), e);
                }
            });
            if (change.failure() == null) {
                Database.update(connection, "UPDATE revision SET destinations = ? WHERE click_id = ? AND revision = ?",
                    change.destinations(), change.click().id(), change.revision());
            }
        }
        deliveries(changes);
    }

    private boolean alreadyQueued(String deliveryId) throws SQLException {
        return !Database.query(connection, "SELECT 1 FROM delivery WHERE id = ?", r -> 1, deliveryId).isEmpty();
    }

    private void quarantine(List<BadRecord> bad) throws SQLException {
        for (BadRecord record : bad) {
            if (Database.query(connection, "SELECT 1 FROM quarantine WHERE operation = ? AND hash = ?", r -> 1, operation, record.hash())
                .isEmpty()) {
                Database.update(connection, "INSERT INTO quarantine (operation, hash, reason, raw, found_at) VALUES (?, ?, ?, ?, ?)",
                    operation, record.hash(), record.reason(), record.raw(), now);
            }
        }
    }

    /** See {@link DeliveryId#of}. */
    static String deliveryId(UUID click, int revision, String destination) {
        return DeliveryId.of(click, revision, destination);
    }
}
