package org.clickrouter.store.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Values of columns, out of a database and out of JSON, by the column's type. */
final class Values {

    private Values() {}

    static Object read(ResultSet row, int column, String type) throws SQLException {
        return switch (type) {
            case "uuid" -> row.getObject(column, UUID.class);
            case "timestamp with time zone" -> row.getObject(column, OffsetDateTime.class);
            case "character varying", "text", "character", "character large object" -> row.getString(column);
            default -> row.getObject(column);
        };
    }

    static void write(ArrayNode row, Object value) {
        if (value == null) {
            row.addNull();
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            row.add(((Number) value).longValue());
        } else if (value instanceof BigDecimal number) {
            row.add(number);
        } else if (value instanceof Double number) {
            row.add(number);
        } else if (value instanceof Boolean flag) {
            row.add(flag);
        } else if (value instanceof String || value instanceof UUID || value instanceof OffsetDateTime) {
            row.add(value.toString());
        } else {
            throw new IllegalArgumentException("a value of " + value.getClass() + " cannot be kept");
        }
    }

    static Object parse(JsonNode value, String type) {
        if (value.isNull()) {
            return null;
        }
        return switch (type) {
            case "uuid" -> UUID.fromString(value.textValue());
            case "timestamp with time zone" -> OffsetDateTime.parse(value.textValue());
            default ->
                value.isIntegralNumber()
                        ? (Object) value.longValue()
                        : value.isNumber()
                                ? value.decimalValue()
                                : value.isBoolean() ? (Object) value.booleanValue() : value.textValue();
        };
    }
}
