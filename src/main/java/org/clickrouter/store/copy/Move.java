package org.clickrouter.store.copy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;

/**
 * Everything of one store into another that is empty, in one transaction. From then on the old one is shut, so that
 * nothing of it is sent a second time.
 */
public final class Move {

    private final Database from;
    private final Database to;

    /**
     * @param from has been opened so that no other process can
     * @param to is empty, or holds what an earlier try brought
     */
    public Move(Database from, Database to) {
        this.from = from;
        this.to = to;
    }

    /**
     * @param where the new store, in words, without secrets
     * @return rows by table
     * @throws StoreException where the new store has other rows; then nothing has changed
     */
    public Map<String, Long> run(String where) {
        Map<String, Long> rows;
        try {
            rows = Empty.is(to) ? copy() : compared();
        } catch (SQLException e) {
            throw new StoreException("The store cannot be moved: " + e.getMessage(), e);
        }
        from.shut(where);
        return rows;
    }

    /**
     * What it would bring; nothing is written anywhere.
     *
     * @param to the new store, or null where it has no tables yet
     * @return rows by table
     * @throws StoreException where the new store has rows that are not those of an earlier try
     */
    public static Map<String, Long> rows(Database from, Database to) {
        try (Snapshot snapshot = new Snapshot(from)) {
            Map<String, Long> rows = new TreeMap<>();
            for (Table table : snapshot.tables()) {
                rows.put(table.name(), count(from, table));
            }
            if (to != null && !Empty.is(to)) {
                new Move(from, to).compared();
            }
            return rows;
        } catch (SQLException e) {
            throw new StoreException("The store cannot be moved: " + e.getMessage(), e);
        }
    }

    private static long count(Database store, Table table) {
        return store.one("SELECT COUNT(*) FROM " + table.name(), row -> row.getLong(1));
    }

    private Map<String, Long> copy() throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Snapshot snapshot = new Snapshot(from);
                Filling filling = new Filling(to)) {
            List<Table> tables = snapshot.tables();
            filling.make(tables);
            for (Table table : tables) {
                filling.table(table);
                rows.put(table.name(), snapshot.read(table, filling::row));
            }
            filling.commit();
        }
        return rows;
    }

    /** Killed after its end and before the old store was shut: what it brought is there, and nothing else. */
    private Map<String, Long> compared() throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Snapshot snapshot = new Snapshot(from)) {
            for (Table table : snapshot.tables()) {
                long here = count(from, table);
                long there = count(to, table);
                if (here != there) {
                    throw new StoreException("The new store is not empty, and holds something else: table "
                            + table.name() + " has " + there + " rows there and " + here + " here");
                }
                rows.put(table.name(), here);
            }
        }
        return rows;
    }
}
