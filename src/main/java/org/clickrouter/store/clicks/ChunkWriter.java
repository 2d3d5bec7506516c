package org.clickrouter.store.clicks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.clickrouter.report.BadRecord;
import org.clickrouter.report.Click;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.RowIds;

/** Writes one chunk: new rows table by table, each all at once, and changes as JDBC batches. */
final class ChunkWriter {

    private static final String INSERT_CLICK = """
                INSERT INTO click (id, operation, chat_id, source_id, click_date, cod_act, revision, seen_at,
                  content_hash, read_no, variants, before_read, first_seen, coded_at, first_revision, first_code,
                  first_at, record, destinations, routed_to, clicked_at, history)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE_CLICK =
            "cod_act = ?, revision = ?, content_hash = ?, read_no = ?, variants = ?, before_read = ?,"
                    + " coded_at = CASE WHEN coded_at IS NULL THEN CAST(? AS BIGINT) ELSE coded_at END, history = ? WHERE id = ?";
    /** What was current until now and is the first revision is kept as such. */
    private static final String RECODE_CLICK =
            "first_revision = COALESCE(first_revision, revision), first_code = COALESCE(first_code, cod_act),"
                    + " first_at = COALESCE(first_at, seen_at), seen_at = ?, ";

    private static final String UPDATE_FIRST = "UPDATE click SET record = ? WHERE id = ?";
    /** It may no longer be the current one: the chunk may hold a later one, too. */
    private static final String RENAME_FIRST = """
                UPDATE click
                SET record = ?, first_code = CASE WHEN first_revision IS NULL THEN NULL ELSE ? END,
                  first_at = CASE WHEN first_revision IS NULL THEN NULL ELSE CAST(? AS BIGINT) END,
                  seen_at = CASE WHEN first_revision IS NULL THEN CAST(? AS BIGINT) ELSE seen_at END
                WHERE id = ?""";

    private static final String FIRST_ROUTED =
            "UPDATE click SET destinations = ?, routed_to = ? WHERE id = ? AND COALESCE(first_revision, revision) = ?";
    private static final String INSERT_RECODED = """
                INSERT INTO recoded (click_id, revision, cod_act, record, seen_at, destinations, routed_to)
                VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE_LATER = "UPDATE recoded SET record = ? WHERE click_id = ? AND revision = ?";
    private static final String RENAME_LATER =
            "UPDATE recoded SET record = ?, cod_act = ?, seen_at = ? WHERE click_id = ? AND revision = ?";
    private static final String LATER_ROUTED =
            "UPDATE recoded SET destinations = ?, routed_to = ? WHERE click_id = ? AND revision = ?";
    private static final String INSERT_DELIVERY = """
                INSERT INTO delivery (row_id, id, destination, click_id, revision, operation, body, content_type,
                  state, due, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;
    private final RowIds rows;
    private final String operation;
    private final long now;

    ChunkWriter(Database database, RowIds rows, String operation, long now) {
        this.database = database;
        this.rows = rows;
        this.operation = operation;
        this.now = now;
    }

    /** @return how many of the bad records are new to the quarantine */
    int write(Comparison chunk, List<BadRecord> bad) {
        clicks(chunk);
        revisions(chunk);
        updates(chunk);
        deliveries(chunk.changes());
        return quarantine(bad);
    }

    private void clicks(Comparison chunk) {
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        List<Object[]> recodes = new ArrayList<>();
        for (ClickRow row : chunk.rows.values()) {
            if (row.isNew) {
                inserts.add(insert(row, chunk.firsts.get(row.id), chunk.reading.rules));
            } else if (row.recoded()) {
                List<Object> all = new ArrayList<>(List.of(now));
                all.addAll(Arrays.asList(update(row)));
                recodes.add(all.toArray());
            } else if (row.changed) {
                updates.add(update(row));
            }
        }
        database.batch(INSERT_CLICK, inserts);
        database.batch("UPDATE click SET " + UPDATE_CLICK, updates);
        database.batch("UPDATE click SET " + RECODE_CLICK + UPDATE_CLICK, recodes);
    }

    private Object[] update(ClickRow row) {
        return new Object[] {
            row.code,
            row.revision,
            row.hash,
            row.read,
            row.encodedVariants(),
            Variant.encode(row.before),
            row.coded ? now : null,
            row.history ? 1 : 0,
            row.id
        };
    }

    private Object[] insert(ClickRow row, RoutedClick first, RoutingMode rules) {
        Click click = first.click();
        boolean later = row.recoded();
        return new Object[] {
            row.id,
            operation,
            click.chatId(),
            click.sourceId(),
            click.date(),
            row.code,
            row.revision,
            now,
            row.hash,
            row.read,
            row.encodedVariants(),
            Variant.encode(row.before),
            now,
            row.coded ? now : null,
            later ? first.revision() : null,
            later ? click.code() : null,
            later ? now : null,
            click.json(),
            first.failure() == null ? first.destinations() : -1,
            names(first.names()),
            click.at(rules.zone()).map(Instant::toEpochMilli).orElse(null),
            row.history ? 1 : 0
        };
    }

    private void revisions(Comparison chunk) {
        List<Object[]> inserts = new ArrayList<>();
        for (RoutedClick change : chunk.all()) {
            Click click = change.click();
            if (change.sameRevision()) {
                // From one word for "no code" to another: the revision stays. It may stand in this batch.
                database.batch(INSERT_RECODED, inserts);
                inserts.clear();
                rename(change, change.revision() == chunk.rows.get(click.id()).firstRevision);
                routedAgain(change);
                continue;
            }
            if (!change.first()) {
                inserts.add(new Object[] {
                    click.id(),
                    change.revision(),
                    click.code(),
                    click.json(),
                    now,
                    change.failure() == null ? change.destinations() : -1,
                    names(change.names())
                });
            }
            if (change.failure() != null) {
                keepUnrouted(change);
            }
        }
        database.batch(INSERT_RECODED, inserts);
    }

    private void rename(RoutedClick change, boolean first) {
        Click click = change.click();
        if (first) {
            database.update(RENAME_FIRST, click.json(), click.code(), now, now, click.id());
        } else {
            database.update(RENAME_LATER, click.json(), click.code(), now, click.id(), change.revision());
        }
    }

    /** Records that changed under the same code. */
    private void updates(Comparison chunk) {
        List<Object[]> first = new ArrayList<>();
        List<Object[]> later = new ArrayList<>();
        for (Click click : chunk.updated.values()) {
            ClickRow row = chunk.rows.get(click.id());
            if (row.revision == row.firstRevision) {
                first.add(new Object[] {click.json(), click.id()});
            } else {
                later.add(new Object[] {click.json(), click.id(), row.revision});
            }
        }
        database.batch(UPDATE_FIRST, first);
        database.batch(UPDATE_LATER, later);
    }

    private static String names(Collection<String> destinations) {
        return destinations.isEmpty() ? null : String.join(",", destinations);
    }

    private void keepUnrouted(RoutedClick change) {
        database.update(
                "INSERT INTO unrouted (click_id, revision) VALUES (?, ?)",
                change.click().id(),
                change.revision());
    }

    private int noLongerUnrouted(RoutedClick change) {
        return database.update(
                "DELETE FROM unrouted WHERE click_id = ? AND revision = ?",
                change.click().id(),
                change.revision());
    }

    /** A revision that went through the routing file once more: only where it did not go before. */
    private void routedAgain(RoutedClick change) {
        noLongerUnrouted(change);
        if (change.failure() != null) {
            keepUnrouted(change);
        }
        UUID click = change.click().id();
        List<String> before = database.query(
                "SELECT routed_to FROM revision WHERE click_id = ? AND revision = ?",
                r -> r.getString(1),
                click,
                change.revision());
        Set<String> names = new LinkedHashSet<>(
                before.get(0) == null ? List.of() : Arrays.asList(before.get(0).split(",")));
        int destinations = change.failure() == null ? change.destinations() : -1;
        List<String> now = change.names();
        change.remove(names);
        names.addAll(now);
        for (String update : List.of(FIRST_ROUTED, LATER_ROUTED)) {
            database.update(update, destinations, names(names), click, change.revision());
        }
    }

    private void deliveries(List<RoutedClick> changes) {
        List<Object[]> inserts = new ArrayList<>();
        for (RoutedClick change : changes) {
            change.close()
                    .forEach((destination, delivery) -> inserts.add(new Object[] {
                        rows.next(),
                        delivery.id(),
                        destination,
                        change.click().id(),
                        change.revision(),
                        operation,
                        delivery.body(),
                        delivery.contentType(),
                        "pending",
                        now,
                        now
                    }));
        }
        database.batch(INSERT_DELIVERY, inserts);
    }

    void rerouted(List<RoutedClick> changes) {
        for (RoutedClick change : changes) {
            // Of several instances that routed it, one takes it; the others wait here for the first to commit.
            boolean mine = change.failure() == null && noLongerUnrouted(change) == 1;
            if (mine) {
                routedAgain(change);
            } else {
                change.remove(change.names());
            }
        }
        deliveries(changes);
    }

    private int quarantine(List<BadRecord> bad) {
        int added = 0;
        for (BadRecord record : bad) {
            if (database.query(
                            "SELECT 1 FROM quarantine WHERE operation = ? AND hash = ?",
                            r -> 1,
                            operation,
                            record.hash())
                    .isEmpty()) {
                added += database.update(
                        "INSERT INTO quarantine (operation, hash, reason, raw, found_at) VALUES (?, ?, ?, ?, ?)",
                        operation,
                        record.hash(),
                        record.reason(),
                        record.raw(),
                        now);
            }
        }
        return added;
    }
}
