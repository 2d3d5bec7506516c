package org.clickrouter.destination.sql;

import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a column of an engineer's own table takes, as far as a value must be made to fit. */
enum ColumnType {
    TEXT,
    JSON,
    /** A point in time, whatever zone it is shown in. */
    INSTANT,
    /** What a clock on a wall shows: nothing says of which zone. */
    WALL_CLOCK,
    OTHER;

    private static final Set<Integer> TEXTS = Set.of(
            Types.CHAR,
            Types.VARCHAR,
            Types.LONGVARCHAR,
            Types.CLOB,
            Types.NCHAR,
            Types.NVARCHAR,
            Types.LONGNVARCHAR,
            Types.NCLOB);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx");
    private static final DateTimeFormatter BEFORE_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");
    /** The escapes of NUL and of surrogates; an escaped backslash is passed over, so that no u behind it counts. */
    private static final Pattern ESCAPES =
            Pattern.compile("\\\\(?:\\\\|u0000|u[dD][89abAB][0-9a-fA-F]{2}(?:\\\\u[dD][c-fC-F][0-9a-fA-F]{2})?"
                    + "|u[dD][c-fC-F][0-9a-fA-F]{2})");

    private static final int PAIR = 12;

    /**
     * @param jdbc one of {@link Types}
     * @param name the type's name in the database
     */
    static ColumnType of(SinkDialect dialect, int jdbc, String name) {
        String type = name.toUpperCase(Locale.ROOT);
        if (type.equals("JSON") || type.equals("JSONB")) {
            return JSON;
        } else if (TEXTS.contains(jdbc)) {
            return TEXT;
        } else if (jdbc == Types.TIMESTAMP_WITH_TIMEZONE
                || type.equals("TIMESTAMPTZ")
                || type.equals("DATETIMEOFFSET")
                || dialect == SinkDialect.MYSQL && type.startsWith("TIMESTAMP")) {
            return INSTANT;
        }
        return jdbc == Types.TIMESTAMP || type.startsWith("TIMESTAMP") || type.equals("DATETIME") ? WALL_CLOCK : OTHER;
    }

    /**
     * A value as the column takes it. The API's dates are times of the operation's zone, whatever zone the process or
     * the database's session has.
     *
     * @param name what is mapped, such as date
     * @param value as {@link SinkTable#values} gives it
     * @param zone of the operation
     */
    Object fit(SinkDialect dialect, String name, Object value, ZoneId zone) {
        if (this == INSTANT && name.equals("date")) {
            LocalDateTime local = local(value.toString());
            return local == null ? value : instant(dialect, local.atZone(zone).toOffsetDateTime());
        } else if (value instanceof OffsetDateTime time && this == WALL_CLOCK) {
            return time.atZoneSameInstant(zone).toLocalDateTime();
        } else if (value instanceof OffsetDateTime time && this == INSTANT && dialect == SinkDialect.MYSQL) {
            return instant(dialect, time);
        }
        return this == JSON && value instanceof String json ? storable(json) : value;
    }

    /**
     * MySQL knows no offset in a text before 8.0.19, MariaDB none at all: there the statement turns UTC to the
     * session's.
     */
    private static String instant(SinkDialect dialect, OffsetDateTime time) {
        return switch (dialect) {
            case MYSQL -> LOCAL.format(time.withOffsetSameInstant(ZoneOffset.UTC));
            case SQLSERVER -> BEFORE_OFFSET.format(time);
            case H2, POSTGRESQL -> WITH_OFFSET.format(time);
        };
    }

    /** Null where the text has another form, or says an offset of its own. */
    private static LocalDateTime local(String date) {
        String text = date.replace('T', ' ').replaceFirst("\\.\\d+$", "");
        try {
            return LocalDateTime.parse(text, text.length() == 14 ? COMPACT : LOCAL);
        } catch (DateTimeParseException other) {
            return null;
        }
    }

    /**
     * PostgreSQL's jsonb refuses the escapes of what its texts cannot hold; there, as in texts, U+FFFD stands for it.
     */
    private static String storable(String json) {
        return ESCAPES.matcher(json).replaceAll(escape -> {
            String found = escape.group();
            return found.equals("\\\\") || found.length() == PAIR
                    ? java.util.regex.Matcher.quoteReplacement(found)
                    : "\\\\ufffd";
        });
    }
}
