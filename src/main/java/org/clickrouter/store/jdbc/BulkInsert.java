package org.clickrouter.store.jdbc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import org.postgresql.PGConnection;

/**
 * New rows of one table, collected and then written at once: by COPY on PostgreSQL, which takes them quicker than any
 * INSERT, else as one JDBC batch.
 */
public abstract class BulkInsert implements AutoCloseable {

    /**
     * @param table with its columns, as in {@code click (id, operation)}
     * @param columns how many these are
     */
    public static BulkInsert into(Connection connection, String table, int columns) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? new Copied(connection.unwrap(PGConnection.class), table)
                : new Batched(connection.prepareStatement("INSERT INTO " + table + " VALUES ("
                        + String.join(", ", Collections.nCopies(columns, "?")) + ")"));
    }

    /** Adds a row; null is SQL's null. */
    public abstract void add(Object... values) throws SQLException;

    /** Writes what was added since the last time. */
    public abstract void write() throws SQLException;

    @Override
    public void close() throws SQLException {
        // Nothing is held.
    }

    private static final class Batched extends BulkInsert {
        private final PreparedStatement insert;
        private boolean any;

        private Batched(PreparedStatement insert) {
            this.insert = insert;
        }

        @Override
        public void add(Object... values) throws SQLException {
            Database.bind(insert, values);
            insert.addBatch();
            any = true;
        }

        @Override
        public void write() throws SQLException {
            if (any) {
                insert.executeBatch();
                any = false;
            }
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }

    /** The text format of COPY: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format". */
    private static final class Copied extends BulkInsert {
        private final PGConnection connection;
        private final String copy;
        private final StringBuilder text = new StringBuilder();

        private Copied(PGConnection connection, String table) {
            this.connection = connection;
            this.copy = "COPY " + table + " FROM STDIN (ENCODING 'UTF8')";
        }

        @Override
        public void add(Object... values) {
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    text.append('\t');
                }
                if (values[i] == null) {
                    text.append("\\N");
                } else if (values[i] instanceof String words) {
                    escaped(words);
                } else {
                    text.append(values[i]);
                }
            }
            text.append('\n');
        }

        /** Without U+0000, which PostgreSQL refuses in any text. */
        private void escaped(String words) {
            int plain = 0;
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                if (c == '\\' || c < ' ' && (c == '\t' || c == '\n' || c == '\r' || c == '\0')) {
                    text.append(words, plain, i);
                    plain = i + 1;
                    switch (c) {
                        case '\\' -> text.append("\\\\");
                        case '\t' -> text.append("\\t");
                        case '\n' -> text.append("\\n");
                        case '\r' -> text.append("\\r");
                        default -> {}
                    }
                }
            }
            text.append(words, plain, words.length());
        }

        @Override
        public void write() throws SQLException {
            if (text.isEmpty()) {
                return;
            }
            try {
                connection
                        .getCopyAPI()
                        .copyIn(copy, new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new SQLException("COPY failed: " + e.getMessage(), e);
            }
            text.setLength(0);
        }
    }
}
