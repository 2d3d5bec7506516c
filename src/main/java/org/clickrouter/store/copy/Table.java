package org.clickrouter.store.copy;

import java.util.List;

/**
 * A table as it can be made and filled in another database.
 *
 * @param name in small letters
 * @param columns in order
 * @param key the names of its primary key's columns; empty for none
 */
record Table(String name, List<Column> columns, List<String> key) {

    /**
     * @param name in small letters
     * @param type as the SQL standard names it, such as {@code character varying}; both databases know it
     * @param required whether it is never null
     */
    record Column(String name, String type, boolean required) {}

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    String select() {
        return "SELECT " + String.join(", ", names()) + " FROM " + name;
    }

    String insert() {
        return "INSERT INTO " + name + " (" + String.join(", ", names()) + ") VALUES ("
                + String.join(", ", java.util.Collections.nCopies(columns.size(), "?")) + ")";
    }

    /** For a table that the product does not make itself, such as that of the SQL destination. */
    String create() {
        StringBuilder sql = new StringBuilder("CREATE TABLE " + name + " (");
        for (Column column : columns) {
            sql.append(column.name())
                    .append(' ')
                    .append(column.type())
                    .append(column.required() ? " NOT NULL, " : ", ");
        }
        return key.isEmpty()
                ? sql.substring(0, sql.length() - 2) + ")"
                : sql + "PRIMARY KEY (" + String.join(", ", key) + "))";
    }
}
