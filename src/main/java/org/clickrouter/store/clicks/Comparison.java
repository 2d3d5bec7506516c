package org.clickrouter.store.clicks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.clickrouter.report.Click;

/** A chunk of an answer held against the store: what is new, what has changed, what is to be routed. */
public final class Comparison {

    final ReportRead reading;
    final Map<UUID, ClickRow> rows;
    /** The first revisions of new clicks. */
    final Map<UUID, RoutedClick> firsts = new LinkedHashMap<>();
    /** Clicks whose record changed under the same code. */
    final Map<UUID, Click> updated = new LinkedHashMap<>();

    private final List<RoutedClick> all = new ArrayList<>();
    private final List<RoutedClick> routed = new ArrayList<>();

    Comparison(ReportRead reading, List<Click> clicks, Map<UUID, ClickRow> stored) {
        this.reading = reading;
        this.rows = stored;
        for (Click click : clicks) {
            ClickRow row = rows.get(click.id());
            ClickRow.Effect effect;
            int before = row == null ? -1 : row.revision;
            if (row == null) {
                row = ClickRow.first(click, reading.number, reading.rules);
                rows.put(click.id(), row);
                effect = ClickRow.Effect.ROUTED;
            } else {
                effect = row.take(click, reading.number, reading.cutReads, reading.seen, reading.rules.uncoded());
            }
            reading.seen.add(click.id(), ClickRow.variant(click));
            if (reading.seen.contains(row.id, row.current())) {
                reading.seen.doubtful().remove(row.id);
            } else {
                reading.seen.doubtful().putIfAbsent(row.id, click);
            }
            if (row.variants.size() > 1) {
                reading.seen.several(click.id(), row.variants);
            }
            // Of several records of one click, the one with its current code.
            boolean late = effect != ClickRow.Effect.ROUTED
                    && row.history
                    && reading.rules.routing() == RoutingMode.Routing.HISTORY_TOO
                    && click.code().equals(row.code);
            if (effect == ClickRow.Effect.ROUTED || late) {
                change(click, row, row.revision == before, before < 0);
            } else if (effect == ClickRow.Effect.UPDATED && row.hash == click.contentHash()) {
                updated.put(click.id(), click);
            }
        }
        reading.count(clicks.size());
    }

    private void change(Click click, ClickRow row, boolean sameRevision, boolean first) {
        updated.remove(click.id());
        RoutedClick change = new RoutedClick(click, row.revision, sameRevision, first);
        if (first) {
            firsts.put(click.id(), change);
        }
        all.add(change);
        row.revised = true;
        if (!row.history || reading.rules.routing() != RoutingMode.Routing.NO_HISTORY) {
            routed.add(change);
            row.routed();
        }
    }

    /**
     * With the last chunk of a whole answer: a click's current code is one that the answer holds. Where the current one
     * has gone and an older one is still there, going back to it is news.
     *
     * @param stored the rows of those that no record of this chunk speaks of
     */
    void end(Map<UUID, ClickRow> stored) {
        stored.forEach(rows::putIfAbsent);
        reading.seen.doubtful().forEach((id, click) -> {
            ClickRow row = rows.get(id);
            int before = row.revision;
            if (row.goBack(click, reading.rules.uncoded()) == ClickRow.Effect.ROUTED) {
                change(click, row, row.revision == before, false);
            } else {
                updated.put(id, click);
            }
        });
    }

    /** @return whether any of these clicks is in this chunk, too */
    public boolean holdsAny(Collection<Click> clicks) {
        return clicks.stream().anyMatch(click -> rows.containsKey(click.id()));
    }

    /** @return the clicks for the routing file, in the order of the answer */
    public List<RoutedClick> changes() {
        return routed;
    }

    /** @return the record that each new or changed click now has, where this chunk gave it another */
    Map<UUID, Click> current() {
        Map<UUID, Click> current = new HashMap<>();
        all.forEach(change -> current.put(change.click().id(), change.click()));
        current.putAll(updated);
        return current;
    }

    /** @return the clicks with a revision to be written, routed or not */
    List<RoutedClick> all() {
        return all;
    }
}
