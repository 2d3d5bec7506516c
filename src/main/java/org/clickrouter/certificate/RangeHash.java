package org.clickrouter.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;

/**
 * Counts the clicks of some days and hashes what is stored of them, in the order of their dates and ids: the same on H2
 * and PostgreSQL, and after a move. The texts are hashed with their lengths, so that none can run into the next.
 */
final class RangeHash {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static final String ROWS = """
            SELECT c.id, c.chat_id, c.source_id, c.click_date, c.cod_act, c.revision, r.revision, r.cod_act, r.record
            FROM click c LEFT JOIN revision r ON r.click_id = c.id
            WHERE c.operation = ? AND c.id >= ? AND c.id <= ?
            ORDER BY c.id, r.revision""";

    private final Database database;
    private final MessageDigest digest;
    private long records;
    private long coded;
    private long revisions;
    private UUID last;

    private RangeHash(Database database) {
        this.database = database;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param to last day, inclusive */
    static Certificate.Clicks of(Database database, String operation, LocalDate from, LocalDate to) {
        RangeHash hash = new RangeHash(database);
        long end = to.plusDays(1).toEpochDay() * 24 * HOUR;
        // An hour at a time, so that a year fits into the memory, too.
        for (long at = from.toEpochDay() * 24 * HOUR; at < end; at += HOUR) {
            hash.database.query(ROWS, hash::row, operation, new UUID(at << 16, 0), new UUID((at + HOUR << 16) - 1, -1));
        }
        return new Certificate.Clicks(
                hash.records, hash.coded, hash.revisions, HexFormat.of().formatHex(hash.digest.digest()));
    }

    private Void row(ResultSet row) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        if (!id.equals(last)) {
            last = id;
            records++;
            coded += row.getString(5).isEmpty() ? 0 : 1;
            add("click");
            add(id.toString());
            for (int column = 2; column <= 6; column++) {
                add(row.getString(column));
            }
        }
        if (row.getString(7) != null) {
            revisions++;
            add("revision");
            for (int column = 7; column <= 9; column++) {
                add(row.getString(column));
            }
        }
        return null;
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
