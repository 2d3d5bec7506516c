package org.clickrouter.destination.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which value goes into which column of an engineer's own table.
 *
 * @param columns the columns in the order of the setting, none twice
 * @param key the columns by which a row is found again; each is among the columns
 */
public record SinkColumns(List<Column> columns, List<String> key) {
    /** The value that says which code is newer. */
    public static final String REVISION = "revision";
    /** The values that together are one click: where they are mapped, they are the key. */
    public static final List<String> IDENTITY = List.of("operation", "chat_id", "source_id", "date");

    /** What may stand on the left besides the record's own fields. */
    private static final Set<String> MADE_HERE = Set.of(
            "operation",
            REVISION,
            "clicked_at",
            "first_seen",
            "coded_at",
            "delivered_at",
            "record",
            "cod_act",
            "delivery_id");
    /** The API's documented fields: another name may come one day, or is a slip. */
    private static final Set<String> DOCUMENTED = Set.of(
            "chat_id",
            "source_id",
            "date",
            "source_url",
            "source_type",
            "rp_id",
            "agent_id",
            "media_type",
            "media_url");

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,62}");
    private static final String RULE = "letters, digits and _, at most 63, not a digit first";

    /**
     * One column.
     *
     * @param value a field of the record, or one of what is made here, such as operation or revision
     * @param name the column's name as the setting writes it
     */
    public record Column(String value, String name) {}

    /** Keeps its own copies. */
    public SinkColumns {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * Reads the mapping.
     *
     * @param pairs {@code value:column} each, such as {@code chat_id:contacto}
     * @param key names of mapped columns; empty for those that are mapped from operation, chat_id, source_id and date
     * @throws IllegalArgumentException naming the pair or column that is wrong
     */
    public static SinkColumns of(List<String> pairs, List<String> key) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String pair : pairs) {
            Column column = column(pair);
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("column '" + column.name() + "' stands there twice");
            }
            columns.add(column);
        }
        if (columns.stream().noneMatch(column -> column.value().equals(REVISION))) {
            throw new IllegalArgumentException(
                    "a column for revision must be among them, such as revision:version: without it an older code could overwrite a newer one");
        }
        return new SinkColumns(columns, key(columns, names, key));
    }

    /** The mapped column of a value. */
    public Optional<String> columnOf(String value) {
        return columns.stream()
                .filter(column -> column.value().equals(value))
                .map(Column::name)
                .findFirst();
    }

    /** Values that are neither made here nor fields that the API documents: their columns may stay empty. */
    public List<String> unknownValues() {
        return columns.stream()
                .map(Column::value)
                .filter(value -> !MADE_HERE.contains(value) && !DOCUMENTED.contains(value))
                .toList();
    }

    /** Parts of a click's identity that are not in the key: clicks that differ in nothing else share a row. */
    public List<String> missingIdentity() {
        Stream<String> key = keyColumns().map(Column::value);
        List<String> values = key.toList();
        return values.contains("delivery_id")
                ? List.of()
                : IDENTITY.stream().filter(value -> !values.contains(value)).toList();
    }

    Stream<Column> keyColumns() {
        return columns.stream().filter(this::isKey);
    }

    boolean isKey(Column column) {
        return key.stream().anyMatch(column.name()::equalsIgnoreCase);
    }

    private static Column column(String pair) {
        int colon = pair.lastIndexOf(':');
        String value = colon < 0 ? "" : pair.substring(0, colon).strip();
        String name = pair.substring(colon + 1).strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + pair + "' is not a pair of value:column, such as chat_id:contacto");
        } else if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a column's name: write " + RULE);
        }
        String lower = value.toLowerCase(Locale.ROOT);
        String known = lower.equals("click_date") ? "date" : lower;
        return new Column(MADE_HERE.contains(known) || DOCUMENTED.contains(known) ? known : value, name);
    }

    private static List<String> key(List<Column> columns, Set<String> names, List<String> wanted) {
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "the key '" + name + "' is not one of the columns " + String.join(", ", names));
            }
        }
        List<String> key = wanted.isEmpty()
                ? columns.stream()
                        .filter(column -> IDENTITY.contains(column.value()))
                        .map(Column::name)
                        .toList()
                : wanted;
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "no column is the key: map chat_id, source_id, date or operation, or name the key's columns in sql.key");
        }
        String revision = columns.stream()
                .filter(column -> column.value().equals(REVISION))
                .findFirst()
                .orElseThrow()
                .name();
        if (key.stream().anyMatch(revision::equalsIgnoreCase)) {
            throw new IllegalArgumentException(
                    "the key '" + revision + "' is the revision, which changes: a row could not be found again");
        }
        return key;
    }
}
