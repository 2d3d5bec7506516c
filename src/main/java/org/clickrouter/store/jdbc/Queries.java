package org.clickrouter.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Asks a database. */
public interface Queries {

    /** How many rows {@link #each} has in memory, where the database hands them on in parts. */
    int ROWS = 500;

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T from(ResultSet row) throws SQLException;
    }

    /** Takes one row. */
    @FunctionalInterface
    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    /** @return what was made of each row */
    <T> List<T> query(String sql, Row<T> row, Object... parameters);

    /** Hands on one row after the other: however many come, few are in memory. */
    void each(String sql, RowTaker row, Object... parameters);
}
