package org.clickrouter.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.clickrouter.report.BadRecord;
import org.clickrouter.report.Click;

/** Writes one chunk: new rows table by table, each all at once, and changes as JDBC batches. */
final class ChunkWriter {

    private static final String CLICK = "click (id, operation, chat_id, source_id, click_date, cod_act, revision, revision_row, content_hash,"
        + " read_no, variants, before_read, first_seen, coded_at, clicked_at, history)";
    private static final String UPDATE_CLICK = "UPDATE click SET cod_act = ?, revision = ?, revision_row = ?, content_hash = ?, read_no = ?,"
        + " variants = ?, before_read = ?, coded_at = CASE WHEN coded_at IS NULL THEN CAST(? AS BIGINT) ELSE coded_at END, history = ?"
        + " WHERE id = ?";
    private static final String REVISION = "revision (row_id, click_id, revision, cod_act, record, seen_at, destinations, routed_to)";
    private static final String UPDATE_REVISION = "UPDATE revision SET record = ? WHERE row_id = ?";
    private static final String RENAME_REVISION = "UPDATE revision SET record = ?, cod_act = ?, seen_at = ? WHERE row_id = ?";
    private static final String DELIVERY = "delivery (row_id, id, destination, revision_row, click_id, revision, operation, body, content_type,"
        + " state, due, created)";

    private final Connection connection;
    private final RowIds rows;
    private final String operation;
    private final long now;

    ChunkWriter(Connection connection, RowIds rows, String operation, long now) {
        this.connection = connection;
        this.rows = rows;
        this.operation = operation;
        this.now = now;
    }

    /** @return how many of the bad records are new to the quarantine */
    int write(Comparison chunk, List<BadRecord> bad) throws SQLException {
        for (Change change : chunk.all()) {
            ClickRow row = chunk.rows.get(change.click().id());
            if (!change.sameRevision()) {
                row.revisionRow = rows.next(connection);
            }
            change.row(row.revisionRow);
        }
        clicks(chunk);
        revisions(chunk);
        deliveries(chunk.changes());
        return quarantine(bad);
    }

    private void clicks(Comparison chunk) throws SQLException {
        try (Rows insert = Rows.into(connection, CLICK, 16);
             PreparedStatement update = connection.prepareStatement(UPDATE_CLICK)) {
            boolean anyChanged = false;
            for (ClickRow row : chunk.rows.values()) {
                if (row.isNew) {
                    Click click = chunk.newest.get(row.id);
                    insert.add(row.id, operation, click.chatId(), click.sourceId(), click.date(),
                        row.code, row.revision, row.revisionRow, row.hash, row.read, row.encodedVariants(),
                        Variant.encode(row.before), now, row.coded ? now : null,
                        click.at(chunk.reading.rules.zone()).map(Instant::toEpochMilli).orElse(null), row.history ? 1 : 0);
                } else if (row.changed) {
                    Database.bind(update, row.code, row.revision, row.revisionRow, row.hash, row.read, row.encodedVariants(),
                        Variant.encode(row.before), row.coded ? now : null,
                        row.history ? 1 : 0, row.id);
                    update.addBatch();
                    anyChanged = true;
                }
            }
            insert.write();
            if (anyChanged) {
                update.executeBatch();
            }
        }
    }

    private void revisions(Comparison chunk) throws SQLException {
        try (Rows insert = Rows.into(connection, REVISION, 8)) {
            for (Change change : chunk.all()) {
                Click click = change.click();
                if (change.sameRevision()) {
                    // From one word for "no code" to another: the revision stays. It may stand in this batch.
                    insert.write();
                    Database.update(connection, RENAME_REVISION, click.json(), click.code(), now, change.row());
                    routedAgain(change);
                } else {
                    insert.add(change.row(), click.id(), change.revision(), click.code(), click.json(), now,
                        change.failure() == null ? change.destinations() : -1, change.destinations() == 0 ? null : String.join(",", change.names()));
                    if (change.failure() != null) {
                        keepUnrouted(change);
                    }
                }
            }
            insert.write();
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE_REVISION)) {
            for (Click click : chunk.updated.values()) {
                Database.bind(update, click.json(), chunk.rows.get(click.id()).revisionRow);
                update.addBatch();
            }
            if (!chunk.updated.isEmpty()) {
                update.executeBatch();
            }
        }
    }

    private void keepUnrouted(Change change) throws SQLException {
        Database.update(connection, "INSERT INTO unrouted (revision_row) VALUES (?)", change.row());
    }

    /** A revision that went through the routing file once more: only where it did not go before. */
    private void routedAgain(Change change) throws SQLException {
        Database.update(connection, "DELETE FROM unrouted WHERE revision_row = ?", change.row());
        if (change.failure() != null) {
            keepUnrouted(change);
        }
        List<String> before = Database.query(connection, "SELECT routed_to FROM revision WHERE row_id = ?", r -> r.getString(1), change.row());
        Set<String> names = new LinkedHashSet<>(before.get(0) == null ? List.of() : Arrays.asList(before.get(0).split(",")));
        int destinations = change.failure() == null ? change.destinations() : -1;
        List<String> now = change.names();
        change.remove(names);
        names.addAll(now);
        Database.update(connection, "UPDATE revision SET destinations = ?, routed_to = ? WHERE row_id = ?", destinations,
            names.isEmpty() ? null : String.join(",", names), change.row());
    }

    private void deliveries(List<Change> changes) throws SQLException {
        try (Rows insert = Rows.into(connection, DELIVERY, 12)) {
            for (Change change : changes) {
                for (Map.Entry<String, Change.Addressed> delivery : change.close().entrySet()) {
                    UUID click = change.click().id();
                    insert.add(rows.next(connection), DeliveryId.of(click, change.revision(), delivery.getKey()), delivery.getKey(),
                        change.row(), click, change.revision(), operation, delivery.getValue().body(), delivery.getValue().contentType(), "pending",
                        now, now);
                }
            }
            insert.write();
        }
    }

    void rerouted(List<Change> changes) throws SQLException {
        for (Change change : changes) {
            // Of several instances that routed it, one takes it; the others wait here for the first to commit.
            boolean mine = change.failure() == null
                && Database.update(connection, "DELETE FROM unrouted WHERE revision_row = ?", change.row()) == 1;
            if (mine) {
                routedAgain(change);
            } else {
                change.remove(change.names());
            }
        }
        deliveries(changes);
    }

    private int quarantine(List<BadRecord> bad) throws SQLException {
        int added = 0;
        for (BadRecord record : bad) {
            if (Database.query(connection, "SELECT 1 FROM quarantine WHERE operation = ? AND hash = ?", r -> 1, operation, record.hash())
                .isEmpty()) {
                added += Database.update(connection, "INSERT INTO quarantine (operation, hash, reason, raw, found_at) VALUES (?, ?, ?, ?, ?)",
                    operation, record.hash(), record.reason(), record.raw(), now);
            }
        }
        return added;
    }
}
