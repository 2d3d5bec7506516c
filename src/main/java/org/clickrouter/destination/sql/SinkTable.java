package org.clickrouter.destination.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.destination.RecordFields;
import org.clickrouter.settings.value.TableName;

/**
 * The table into which the SQL destination writes: one row a click, its newest revision, whatever order the deliveries
 * come in. The statements stand in {@code sql/} among the resources.
 *
 * @param dialect the database
 * @param name the table's name as the setting writes it, with or without a schema before it, with or without quotes
 */
public record SinkTable(SinkDialect dialect, String name) {
    /** The name where none is set. */
    public static final String DEFAULT_NAME = "click_sink";

    /** Values that are no texts. */
    static final Set<String> TYPED = Set.of("revision", "clicked_at", "first_seen", "coded_at", "delivered_at");

    private static final List<String> KEY = List.of("chat_id", "source_id", "click_date", "operation");
    private static final List<String> PLAIN_FIELDS =
            List.of("source_url", "source_type", "rp_id", "agent_id", "media_type", "media_url");
    /** What PostgreSQL cannot store in a text: NUL, and half of a surrogate pair. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    /** Checks the name. */
    public SinkTable {
        try {
            for (TableName.Part part : TableName.parse(name).parts()) {
                dialect.checkLength(part.text());
            }
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("'" + name + "' " + unfit.getMessage());
        }
    }

    TableName parsed() {
        return TableName.parse(name);
    }

    /** The table of another name in the same database. */
    SinkTable named(TableName other) {
        return new SinkTable(
                dialect,
                other.parts().stream()
                        .map(part -> '"' + part.text().replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(".")));
    }

    /** The name as it stands in statements: quoted, or such that the database needs no quotes. */
    public String sql() {
        return parsed().parts().stream().map(dialect::reference).collect(Collectors.joining("."));
    }

    /**
     * The table in a database.
     *
     * @param urlOrProduct a JDBC URL, or the product name that a JDBC driver gives
     * @param name the table's name; empty or null for {@value #DEFAULT_NAME}
     * @throws IllegalArgumentException for an unknown database or an unfit name
     */
    public static SinkTable of(String urlOrProduct, String name) {
        return new SinkTable(
                SinkDialect.of(urlOrProduct), name == null || name.isBlank() ? DEFAULT_NAME : name.strip());
    }

    /** The statement that makes the table unless it is there. */
    public String ddl() {
        return statement("ddl");
    }

    /**
     * The statement that writes one row, with a parameter {@code :#column} for each column as Camel's sql component
     * names them; to be run in batches.
     */
    public String upsert() {
        return statement("upsert");
    }

    /**
     * The statement that would make a table for an engineer's own columns: a proposal, to be printed and changed, never
     * run here.
     */
    public String ddl(SinkColumns columns) {
        List<String> lines = new ArrayList<>();
        for (SinkColumns.Column column : columns.columns()) {
            lines.add("    " + dialect.quote(column.name()) + " " + dialect.type(column.value(), columns.isKey(column))
                    + (columns.isKey(column) ? " NOT NULL" : ""));
        }
        lines.add("    " + dialect.primaryKey() + " ("
                + columns.keyColumns()
                        .map(column -> dialect.quote(column.name()))
                        .collect(Collectors.joining(", ")) + ")");
        return "CREATE TABLE " + sql() + " (\n" + String.join(",\n", lines) + "\n)" + dialect.tableOptions();
    }

    /**
     * Every value that a table of the engineer's own can take, by the name that stands on the left in its mapping.
     *
     * @param row a row of {@link #row}
     * @param record the record's JSON object
     * @param deliveryId the delivery's id
     * @return the record's fields as texts, under our own names what {@link #row} made of them
     */
    public static Map<String, Object> values(Map<String, Object> row, String record, String deliveryId) {
        Map<String, Object> values = new LinkedHashMap<>();
        RecordFields.named(record).forEach((field, value) -> values.put(field, storable(value)));
        values.putAll(row);
        values.put("date", row.get("click_date"));
        values.put("delivery_id", deliveryId);
        return values;
    }

    /**
     * One row for {@link #upsert()}.
     *
     * <p>The key's parts lose the spaces at their ends. A click without a chat (empty, {@code -}, {@code 0} or null)
     * gets {@code click:} and its own id as chat_id, since many such clicks may share all else. Fields that are missing
     * become empty texts. What does not fit a key column (operation 100 characters, chat_id and source_id 255,
     * click_date 64) makes the database refuse the row; nothing is cut.
     *
     * @param operation the operation's name
     * @param click the click's id, the same through all its revisions
     * @param revision the code's revision, from 1
     * @param codAct the activity code
     * @param record the record's JSON object, kept whole in the column {@code record}
     * @param times kept to the millisecond
     * @return a value for every parameter; of them only times can be null
     * @throws DeliveryException BAD_PAYLOAD when the record is not one JSON object
     */
    public Map<String, Object> row(
            String operation, UUID click, int revision, String codAct, String record, RowTimes times) {
        Map<String, String> fields = RecordFields.named(record);
        String chat = key(fields, "chat_id");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("operation", operation);
        row.put("chat_id", RecordFields.NO_CHAT.contains(chat) ? "click:" + click : chat);
        row.put("source_id", key(fields, "source_id"));
        row.put("click_date", key(fields, "date"));
        row.put("cod_act", storable(codAct == null ? "" : codAct));
        row.put("revision", revision);
        PLAIN_FIELDS.forEach(field -> row.put(field, storable(fields.getOrDefault(field, ""))));
        row.put("record", storable(record));
        row.put("clicked_at", time(times.clicked()));
        row.put("first_seen", time(times.firstSeen()));
        row.put("coded_at", time(times.coded()));
        row.put("delivered_at", time(times.delivered()));
        return row;
    }

    /**
     * The order of the rows of a batch, by their key: two batches at a time then wait for each other at most one way
     * round, never in a deadlock.
     */
    public static Comparator<Map<String, Object>> order() {
        return order(KEY);
    }

    static Comparator<Map<String, Object>> order(List<String> key) {
        return key.stream()
                .map(column -> Comparator.comparing((Map<String, Object> row) -> String.valueOf(row.get(column))))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static OffsetDateTime time(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }

    private static String key(Map<String, String> fields, String name) {
        return storable(fields.getOrDefault(name, "")).strip();
    }

    private static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Hardly any text has one, and to look for it by the pattern costs a tenth of a row.
            if (c == 0 || Character.isSurrogate(c)) {
                return UNSTORABLE.matcher(text).replaceAll("\uFFFD");
            }
        }
        return text;
    }

    private String statement(String what) {
        try (InputStream resource = SinkTable.class.getResourceAsStream(dialect.resource(what))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${table}", sql())
                    .replace("${table as text}", sql().replace("'", "''"))
                    .strip();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
