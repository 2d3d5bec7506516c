package org.clickrouter.store.operator;

import java.util.List;
import java.util.function.Supplier;
import org.clickrouter.store.jdbc.Database;

/** What is known to be wrong, shared by all instances: one of them at a time compares it with what is. */
public final class OperatorEvents {

    private static final String TURN = "operator";

    private final Database database;

    public OperatorEvents(Database database) {
        this.database = database;
    }

    /** Runs work in one transaction while no other instance does. */
    public <T> T alone(Supplier<T> work) {
        database.insertOnce("INSERT INTO operator_turn (name, spoke, spacing) VALUES (?, 0, 0)", TURN);
        return database.transaction(() -> {
            database.query("SELECT spoke FROM operator_turn WHERE name = ? FOR UPDATE", row -> row.getLong(1), TURN);
            return work.get();
        });
    }

    public Pace pace() {
        return database.one(
                "SELECT spoke, spacing FROM operator_turn WHERE name = ?",
                row -> new Pace(row.getLong(1), row.getLong(2)),
                TURN);
    }

    public void keep(Pace pace) {
        database.update(
                "UPDATE operator_turn SET spoke = ?, spacing = ? WHERE name = ?", pace.spoke(), pace.spacing(), TURN);
    }

    public List<KnownEvent> all() {
        return database.query(
                "SELECT kind, subject, words, amount, since, well_since, told, told_amount FROM operator_event"
                        + " ORDER BY since, kind, subject",
                row -> new KnownEvent(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        (Long) row.getObject(6),
                        (Long) row.getObject(7),
                        row.getLong(8)));
    }

    /** From now on it is these. */
    public void keep(List<KnownEvent> events) {
        database.update("DELETE FROM operator_event");
        database.batch(
                "INSERT INTO operator_event (kind, subject, words, amount, since, well_since, told, told_amount)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                events.stream()
                        .map(e -> new Object[] {
                            e.kind(),
                            e.subject(),
                            e.text(),
                            e.amount(),
                            e.since(),
                            e.wellSince(),
                            e.told(),
                            e.toldAmount()
                        })
                        .toList());
    }
}
