package org.clickrouter.store.clicks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.clickrouter.report.BadRecord;
import org.clickrouter.report.Click;
import org.clickrouter.report.Facts;
import org.clickrouter.store.counts.ClickDays;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.text.OneLine;

/** Writes one chunk: new rows table by table, each all at once, and changes as JDBC batches. */
final class ChunkWriter {

    private static final String INSERT_CLICK = """
                INSERT INTO click (id, operation, chat_id, source_id, click_date, cod_act, revision, seen_at,
                  content_hash, read_no, variants, before_read, first_seen, coded_at, clicked_at, history,
                  source_type, media_type, rp_id, agent_id, clicked_hour, chat_key)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE_CLICK = """
                UPDATE click SET cod_act = ?, revision = ?, seen_at = COALESCE(CAST(? AS BIGINT), seen_at),
                  content_hash = ?, read_no = ?, variants = ?, before_read = ?,
                  coded_at = COALESCE(coded_at, CAST(? AS BIGINT)), history = ?,
                  source_type = COALESCE(CAST(? AS VARCHAR), source_type),
                  media_type = COALESCE(CAST(? AS VARCHAR), media_type),
                  rp_id = COALESCE(CAST(? AS VARCHAR), rp_id), agent_id = COALESCE(CAST(? AS VARCHAR), agent_id)
                WHERE id = ?""";
    private static final String INSERT_REVISION = """
                INSERT INTO revision (click_id, revision, cod_act, record, seen_at, destinations, routed_to)
                VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE_RECORD = "UPDATE revision SET record = ? WHERE click_id = ? AND revision = ?";
    private static final String RENAME_CODE =
            "UPDATE revision SET record = ?, cod_act = ?, seen_at = ? WHERE click_id = ? AND revision = ?";
    private static final String ROUTED =
            "UPDATE revision SET destinations = ?, routed_to = ? WHERE click_id = ? AND revision = ?";

    private static final int LONGEST_REASON = 500;

    private final Database database;
    private final ClickDays days;
    private final Queueing queueing;
    private final String operation;
    private final long now;

    ChunkWriter(Database database, Queueing queueing, String operation, long now) {
        this.database = database;
        this.days = new ClickDays(database);
        this.queueing = queueing;
        this.operation = operation;
        this.now = now;
    }

    /**
     * @param joining destinations that join the transaction
     * @return how many of the bad records are new to the quarantine
     */
    int write(Comparison chunk, List<BadRecord> bad, Set<String> joining) {
        clicks(chunk);
        revisions(chunk);
        updates(chunk);
        queueing.write(chunk.changes(), joining);
        return quarantine(bad);
    }

    private void clicks(Comparison chunk) {
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        Map<UUID, Click> current = chunk.current();
        Set<UUID> changed = new HashSet<>();
        for (ClickRow row : chunk.rows.values()) {
            Facts facts = facts(current.get(row.id));
            if (row.isNew) {
                inserts.add(insert(row, chunk.firsts.get(row.id).click(), facts, chunk.reading.rules));
                changed.add(row.id);
            } else if (row.changed) {
                updates.add(update(row, facts, now));
                changed.add(row.id);
            }
        }
        database.batch(INSERT_CLICK, inserts);
        database.batch(UPDATE_CLICK, updates);
        days.changed(operation, changed);
    }

    /** @param current the click's record, or null where that has not changed */
    private static Facts facts(Click current) {
        return current == null ? Facts.AS_BEFORE : current.facts();
    }

    private static Object[] update(ClickRow row, Facts facts, long now) {
        return new Object[] {
            row.code,
            row.revision,
            row.revised ? now : null,
            row.hash,
            row.read,
            row.encodedVariants(),
            Variant.encode(row.before),
            row.coded ? now : null,
            row.history ? 1 : 0,
            facts.sourceType(),
            facts.mediaType(),
            facts.routingPoint(),
            facts.agent(),
            row.id
        };
    }

    private Object[] insert(ClickRow row, Click click, Facts facts, RoutingMode rules) {
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
            click.at(rules.zone()).map(Instant::toEpochMilli).orElse(null),
            row.history ? 1 : 0,
            facts.sourceType(),
            facts.mediaType(),
            facts.routingPoint(),
            facts.agent(),
            click.hour(),
            ChatKey.of(row.id, click.chatId())
        };
    }

    private void revisions(Comparison chunk) {
        List<Object[]> inserts = new ArrayList<>();
        for (RoutedClick change : chunk.all()) {
            Click click = change.click();
            if (change.sameRevision()) {
                // From one word for "no code" to another: the revision stays. It may stand in this batch.
                database.batch(INSERT_REVISION, inserts);
                inserts.clear();
                database.update(RENAME_CODE, click.json(), click.code(), now, click.id(), change.revision());
                routedAgain(change);
                continue;
            }
            inserts.add(new Object[] {
                click.id(),
                change.revision(),
                click.code(),
                click.json(),
                now,
                change.failure() == null ? change.destinations() : -1,
                names(change.names())
            });
            if (change.failure() != null) {
                keepUnrouted(change);
            }
        }
        database.batch(INSERT_REVISION, inserts);
    }

    /** Records that changed under the same code. */
    private void updates(Comparison chunk) {
        List<Object[]> updates = new ArrayList<>();
        chunk.updated
                .values()
                .forEach(click ->
                        updates.add(new Object[] {click.json(), click.id(), chunk.rows.get(click.id()).revision}));
        database.batch(UPDATE_RECORD, updates);
    }

    private static String names(Collection<String> destinations) {
        return destinations.isEmpty() ? null : String.join(",", destinations);
    }

    private void keepUnrouted(RoutedClick change) {
        database.update(
                "INSERT INTO unrouted (click_id, revision, reason, failed_at) VALUES (?, ?, ?, ?)",
                change.click().id(),
                change.revision(),
                OneLine.of(change.failure(), LONGEST_REASON),
                now);
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
        Set<String> names = routedTo(click, change.revision());
        int destinations = change.failure() == null ? change.destinations() : -1;
        List<String> now = change.names();
        change.remove(names);
        names.addAll(now);
        database.update(ROUTED, destinations, names(names), click, change.revision());
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
        queueing.write(changes, Set.of());
    }

    /** @return how many deliveries that makes */
    int addDestinations(List<RoutedClick> changes) {
        int added = 0;
        for (RoutedClick change : changes) {
            UUID click = change.click().id();
            // Whoever does the same for this click waits here until it can see what we have added.
            database.update("UPDATE click SET history = 0 WHERE id = ?", click);
            Set<String> names = routedTo(click, change.revision());
            change.remove(names);
            names.addAll(change.names());
            database.update(ROUTED, names.size(), names(names), click, change.revision());
            added += change.destinations();
        }
        queueing.write(changes, Set.of());
        return added;
    }

    private Set<String> routedTo(UUID click, int revision) {
        List<String> before = database.query(
                "SELECT routed_to FROM revision WHERE click_id = ? AND revision = ?",
                r -> r.getString(1),
                click,
                revision);
        return new LinkedHashSet<>(
                before.isEmpty() || before.get(0) == null
                        ? List.of()
                        : Arrays.asList(before.get(0).split(",")));
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
