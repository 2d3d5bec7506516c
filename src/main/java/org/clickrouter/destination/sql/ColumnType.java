package org.clickrouter.destination.sql;

import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
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
    /** PostgreSQL's driver gives an enum as a VARCHAR, which it is not, and citext as something else than a text. */
    private static final Set<String> TEXTS_OF_POSTGRESQL =
            Set.of("TEXT", "VARCHAR", "BPCHAR", "CHAR", "NAME", "CITEXT");

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    /** Year first, with one digit or two, with or without a time or seconds. */
    private static final Pattern YEAR_FIRST = Pattern.compile(
            "(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:[T ] *(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d*)?)?)?");

    private static final Pattern OFFSET_AT_END = Pattern.compile(".*:\\d{2}(\\.\\d+)? *(Z|z|[+-]\\d{2}(:?\\d{2})?)");
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
        } else if (text(dialect, jdbc, type)) {
            return TEXT;
        } else if (jdbc == Types.TIMESTAMP_WITH_TIMEZONE
                || type.equals("TIMESTAMPTZ")
                || type.equals("DATETIMEOFFSET")
                || dialect == SinkDialect.MYSQL && type.startsWith("TIMESTAMP")) {
            return INSTANT;
        }
        return jdbc == Types.TIMESTAMP || type.startsWith("TIMESTAMP") || type.equals("DATETIME") ? WALL_CLOCK : OTHER;
    }

    private static boolean text(SinkDialect dialect, int jdbc, String type) {
        return dialect == SinkDialect.POSTGRESQL
                // A type that lies outside of the search path comes with its schema, in quotes.
                ? TEXTS_OF_POSTGRESQL.contains(type) || type.endsWith("\".\"CITEXT\"")
                : TEXTS.contains(jdbc) && !type.startsWith("ENUM") && !type.startsWith("SET");
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
            return local != null
                    ? instant(dialect, local.atZone(zone).toOffsetDateTime())
                    : otherForm(dialect, value.toString(), zone);
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

    /** Null where the text has another form, says an offset of its own, or is of no day that there is. */
    private static LocalDateTime local(String date) {
        Matcher parts = YEAR_FIRST.matcher(date);
        try {
            return parts.matches()
                    ? LocalDateTime.of(
                            number(parts, 1),
                            number(parts, 3),
                            number(parts, 4),
                            number(parts, 5),
                            number(parts, 6),
                            number(parts, 7))
                    : LocalDateTime.parse(date, COMPACT);
        } catch (DateTimeException other) {
            return null;
        }
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    /** Some that PostgreSQL reads all the same, which would take the zone of the JVM for it. */
    private static String otherForm(SinkDialect dialect, String date, ZoneId zone) {
        return dialect != SinkDialect.POSTGRESQL
                        || date.isEmpty()
                        || OFFSET_AT_END.matcher(date).matches()
                ? date
                : date + " " + zone.getId();
    }

    /**
     * PostgreSQL's jsonb refuses the escapes of what its texts cannot hold; there, as in texts, U+FFFD stands for it.
     */
    private static String storable(String json) {
        return ESCAPES.matcher(json).replaceAll(escape -> {
            String found = escape.group();
            return found.equals("\\\\") || found.length() == PAIR ? Matcher.quoteReplacement(found) : "\\\\ufffd";
        });
    }
}
