package org.clickrouter.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.clickrouter.report.Click;

/** A chunk of an answer held against the store: what is new, what has changed, what is to be routed. */
public final class Comparison {

    final Reading reading;
    final Map<UUID, ClickRow> rows;
    final Map<UUID, Click> newest = new LinkedHashMap<>();
    /** Clicks whose record changed under the same code. */
    final Map<UUID, Click> updated = new LinkedHashMap<>();
    private final List<Change> all = new ArrayList<>();
    private final List<Change> routed = new ArrayList<>();

    Comparison(Reading reading, List<Click> clicks, Map<UUID, ClickRow> stored) {
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
            if (row.variants.size() > 1) {
                reading.seen.several(click.id(), row.variants);
            }
            // Of several records of one click, the one with its current code.
            boolean late = effect != ClickRow.Effect.ROUTED && row.history && reading.rules.routing() == Rules.Routing.HISTORY_TOO
                && click.code().equals(row.code);
            if (effect == ClickRow.Effect.ROUTED || late) {
                newest.put(click.id(), click);
                updated.remove(click.id());
                Change change = new Change(click, row.revision, row.revision == before, before < 0);
                all.add(change);
                if (!row.history || reading.rules.routing() != Rules.Routing.NO_HISTORY) {
                    routed.add(change);
                    row.routed();
                }
            } else if (effect == ClickRow.Effect.UPDATED && row.hash == click.contentHash()) {
                updated.put(click.id(), click);
            }
        }
        reading.count(clicks.size());
    }

    /** @return the clicks for the routing file, in the order of the answer */
    public List<Change> changes() {
        return routed;
    }

    /** @return the clicks with a revision to be written, routed or not */
    List<Change> all() {
        return all;
    }
}
