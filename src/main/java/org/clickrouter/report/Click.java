package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One record of the report, as understood. Where a text holds U+0000 or half a surrogate pair, which databases refuse
 * or change, U+FFFD stands for it; {@code json} keeps the escape.
 *
 * @param operation the operation it was read for
 * @param chatId {@code chat_id} as the API gave it; empty when missing or null
 * @param sourceId {@code source_id} as the API gave it; empty when missing or null
 * @param date {@code date} as the API gave it, without an offset; empty when missing or null
 * @param code {@code cod_act} without outer white space and zero-width characters, in Unicode NFC; empty when missing
 *     or null
 * @param json the whole record as compact JSON: every key as the API named it, in its order; numbers digit by digit,
 *     strings as strings
 * @param id identity, a version 8 UUID: 48 bits of the date's milliseconds for locality in an index, the rest from
 *     SHA-256 over operation, chat_id, source_id and date; where chat_id is empty, "-" or "0", over operation and the
 *     whole record without cod_act and agent_id. The order of keys and whether ids are numbers or strings make no
 *     difference
 * @param contentHash 64 bits over all fields; differs when any field changes. Null, empty and missing are the same to
 *     it
 * @param facts what it is counted by
 */
public record Click(
        String operation,
        String chatId,
        String sourceId,
        String date,
        String code,
        String json,
        UUID id,
        long contentHash,
        Facts facts) {

    /**
     * Reads one record.
     *
     * @param operation the operation it belongs to
     * @param json its JSON object
     * @return the click
     * @throws IllegalArgumentException if it is not JSON, or cannot be understood; the message says why
     */
    public static Click of(String operation, String json) {
        List<Click> clicks = new ArrayList<>();
        List<BadRecord> bad = new ArrayList<>();
        try (JsonParser parser = Json.FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("no record");
            }
            new RecordReader(operation, AnswerLimits.defaults().maxRecordChars()).read(parser, clicks::add, bad::add);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("text after the record");
            }
        } catch (IOException broken) {
            throw new IllegalArgumentException("not JSON");
        }
        if (clicks.isEmpty()) {
            throw new IllegalArgumentException(bad.get(0).reason());
        }
        return clicks.get(0);
    }

    /**
     * Reads a top-level field from {@link #json}, each time anew.
     *
     * @param name its key; where no key is exactly so, one that is after trimming and in any case
     * @return its text unchanged (cod_act too), JSON for an object or array, empty when missing or null
     */
    public String field(String name) {
        String wanted = Texts.key(name);
        String found = null;
        boolean exact = false;
        try (JsonParser parser = Json.FACTORY.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                boolean same = key.equals(name);
                if (same || !exact && found == null && Texts.key(key).equals(wanted)) {
                    found = text(parser);
                    exact |= same;
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException broken) {
            throw new IllegalStateException("a click's json is no JSON");
        }
        return found == null ? "" : found;
    }

    /**
     * When the click was made, as its date says, without any zone.
     *
     * @return epoch milliseconds as if it were UTC; 0 when its date cannot be read
     */
    public long localMillis() {
        return localMillis(id);
    }

    /** The same for the click of an id, which begins with it. */
    public static long localMillis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    /** @return the hour of the day at which it was made, as its date says; -1 where its date cannot be read */
    public int hour() {
        long local = localMillis();
        return local == 0 ? -1 : (int) (Duration.ofMillis(local).toHours() % 24);
    }

    private static String text(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (!token.isStructStart()) {
            return token == JsonToken.VALUE_NULL ? "" : parser.getText();
        }
        JsonText text = new JsonText();
        new ValueCopy(text, Integer.MAX_VALUE).nested(parser);
        return text.toString();
    }

    /**
     * When the click was made.
     *
     * @param zone the zone that the API's times are in
     * @return empty when its date cannot be read
     */
    public Optional<Instant> at(ZoneId zone) {
        return at(id, zone);
    }

    /**
     * When the click of an id was made: the id begins with it.
     *
     * @param zone the zone that the API's times are in
     * @return empty when its date could not be read
     */
    public static Optional<Instant> at(UUID id, ZoneId zone) {
        long local = localMillis(id);
        return local == 0
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofEpochSecond(local / 1000, 0, ZoneOffset.UTC)
                        .atZone(zone)
                        .toInstant());
    }

    /** Names the click without its content, which may be personal. */
    @Override
    public String toString() {
        return "Click[" + operation + " " + id + " code=" + code + "]";
    }

    /**
     * The revision of a click that is seen for the first time: one that comes without a code is 0, its first code is 1.
     *
     * @param uncoded codes that mean none
     */
    public int firstRevision(java.util.Set<String> uncoded) {
        return uncoded.contains(code()) ? 0 : 1;
    }
}
