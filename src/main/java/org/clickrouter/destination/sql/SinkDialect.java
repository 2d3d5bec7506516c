package org.clickrouter.destination.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.clickrouter.settings.value.TableName;

/** The databases into which the SQL destination can write. */
public enum SinkDialect {
    /** H2, in any of its modes. */
    H2,
    /** PostgreSQL 9.5 and newer. */
    POSTGRESQL,
    /** MySQL 5.7 and newer, and MariaDB. */
    MYSQL,
    /** Microsoft SQL Server 2016 and newer, and Azure SQL. */
    SQLSERVER;

    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** Words of SQL that are no name without quotes in one of the four or more. */
    private static final Set<String> RESERVED = Set.of(
            ("all analyse analyze and any array as asc authorization between both by case cast check collate column"
                            + " constraint create cross current_date current_role current_time current_user database"
                            + " default deferrable delete desc distinct do drop else end except exists false fetch file"
                            + " for foreign from full function grant group groups having if ilike in index inner insert"
                            + " intersect interval into is join key keys lateral leading left like limit localtime"
                            + " minus natural not null offset on only open option or order outer over overlaps placing"
                            + " plan primary procedure public rank read references returning right row rownum rows schema"
                            + " select session_user set some symmetric system_user table then to top trailing trigger"
                            + " true truncate union unique update usage use user using value values variadic view when"
                            + " where window with")
                    .split(" "));

    /** Of SQL Server: ids that differ in case alone are two. */
    private static final String EXACT = " COLLATE Latin1_General_100_BIN2";

    /**
     * Recognises a database.
     *
     * @param urlOrProduct a JDBC URL, or the product name that a JDBC driver gives
     * @throws IllegalArgumentException for a database that is not among these; the message shows the URL's kind only,
     *     since the rest may hold a password
     */
    public static SinkDialect of(String urlOrProduct) {
        String text = urlOrProduct == null ? "" : urlOrProduct.strip();
        String[] parts = text.toLowerCase(Locale.ROOT).split("[:;/?@ ]", 3);
        String name = parts[0].equals("jdbc") && parts.length > 1 ? parts[1] : parts[0];
        return switch (name) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            case "mysql", "mariadb" -> MYSQL;
            // The product calls itself Microsoft SQL Server.
            case "sqlserver", "microsoft" -> SQLSERVER;
            default ->
                throw new IllegalArgumentException("cannot write into a database of the kind '" + name
                        + "': supported are jdbc:h2, jdbc:postgresql, jdbc:mysql, jdbc:mariadb and jdbc:sqlserver");
        };
    }

    /** A schema's or table's name for a statement: such a simple one needs no quotes, and the database its own case. */
    String reference(TableName.Part part) {
        if (part.quoted()) {
            return quote(part.text());
        }
        String lower = part.text().toLowerCase(Locale.ROOT);
        if (SIMPLE.matcher(part.text()).matches() && !RESERVED.contains(lower)) {
            return part.text();
        }
        return quote(
                switch (this) {
                    case H2 -> part.text().toUpperCase(Locale.ROOT);
                    case POSTGRESQL -> lower;
                    case MYSQL, SQLSERVER -> part.text();
                });
    }

    /** @throws IllegalArgumentException for a name that is longer than the database's are, and would be cut */
    void checkLength(String name) {
        boolean bytes = this == POSTGRESQL;
        int most =
                switch (this) {
                    case H2 -> 256;
                    case POSTGRESQL -> 63;
                    case MYSQL -> 64;
                    case SQLSERVER -> 128;
                };
        if ((bytes ? name.getBytes(StandardCharsets.UTF_8).length : name.length()) > most) {
            throw new IllegalArgumentException("is too long: a name has at most " + most
                    + (bytes ? " bytes" : " characters") + " in this database");
        }
    }

    /** A name in this database's quotes, so that a reserved word may be one. */
    String quote(String name) {
        if (this == SQLSERVER) {
            return "[" + name.replace("]", "]]") + "]";
        }
        String quote = this == MYSQL ? "`" : "\"";
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A column's type; MariaDB's driver says of an enum and a set in an answer that they are CHAR. */
    String typeOf(Connection connection, ResultSetMetaData answer, int column) throws SQLException {
        String type = answer.getColumnTypeName(column);
        if (this != MYSQL || !type.equals("CHAR")) {
            return type;
        }
        DatabaseMetaData database = connection.getMetaData();
        String escape = database.getSearchStringEscape();
        try (ResultSet row = database.getColumns(
                answer.getCatalogName(column),
                null,
                escaped(answer.getTableName(column), escape),
                escaped(answer.getColumnName(column), escape))) {
            return row.next() ? row.getString("TYPE_NAME") : type;
        }
    }

    private static String escaped(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    /**
     * A type's name as a CAST takes it. PostgreSQL's driver calls a number that counts by itself a serial, and leaves
     * the quotes of names such as {@code "Outcome"} to us, unless the type is of another schema.
     */
    String castable(String type) {
        if (this != POSTGRESQL || type.startsWith("\"")) {
            return type;
        }
        return quote(
                switch (type) {
                    case "smallserial" -> "int2";
                    case "serial" -> "int4";
                    case "bigserial" -> "int8";
                    default -> type;
                });
    }

    /** The type that a proposed column gets; the lengths of keys are those of the shipped table. */
    String type(String value, boolean key) {
        if (this == SQLSERVER) {
            return typeOfSqlServer(value, key);
        }
        return switch (value) {
            case "revision" -> "INT NOT NULL";
            case "clicked_at", "first_seen", "coded_at", "delivered_at" ->
                this == MYSQL ? "TIMESTAMP(3)" : "TIMESTAMP WITH TIME ZONE";
            case "operation", "delivery_id" -> "VARCHAR(100)";
            case "date" -> "VARCHAR(64)";
            // H2 keeps a CLOB apart from its row, which costs more than the row; a VARCHAR takes any record that is
            // read.
            case "record" -> this == MYSQL ? "LONGTEXT" : this == H2 ? "VARCHAR" : "TEXT";
            default -> key || value.endsWith("_id") ? "VARCHAR(255)" : this == H2 ? "VARCHAR" : "TEXT";
        };
    }

    private static String typeOfSqlServer(String value, boolean key) {
        return switch (value) {
            case "revision" -> "INT NOT NULL";
            case "clicked_at", "first_seen", "coded_at", "delivered_at" -> "DATETIMEOFFSET(3)";
            case "operation", "delivery_id" -> "NVARCHAR(100)" + (key ? EXACT : "");
            case "date" -> "NVARCHAR(64)" + (key ? EXACT : "");
            default -> key || value.endsWith("_id") ? "NVARCHAR(255)" + (key ? EXACT : "") : "NVARCHAR(MAX)";
        };
    }

    /** Clustered, which is what it is by default, a key may have 900 bytes: ours has more. */
    String primaryKey() {
        return this == SQLSERVER ? "PRIMARY KEY NONCLUSTERED" : "PRIMARY KEY";
    }

    String tableOptions() {
        return this == MYSQL ? " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "";
    }

    String resource(String what) {
        return "/sql/" + name().toLowerCase(Locale.ROOT) + "." + what + ".sql";
    }
}
