package org.clickrouter.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the store knows of some days of one operation. Times are ISO 8601 with the offset of the operation's zone; the
 * names of the JSON stand in docs/certificate.md.
 *
 * @param format of this statement: 1
 * @param product version of the product that wrote it
 * @param from first day
 * @param to last day, inclusive
 * @param key fingerprint of the public key that goes with the signature
 */
public record Certificate(
        int format,
        String product,
        String issuedAt,
        String operation,
        String zone,
        String from,
        String to,
        Reading reading,
        List<Day> days,
        Clicks clicks,
        List<Deliveries> deliveries,
        String key) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * The ledger of reading.
     *
     * @param seconds that the days have
     * @param secondsRead of them
     */
    public record Reading(long seconds, long secondsRead, List<Stretch> stretches, List<Gap> gaps) {}

    /** Seconds that were read together last; both ends inclusive. */
    public record Stretch(String from, String to, String readAt) {}

    /** Seconds that could not be read whole; both ends inclusive. */
    public record Gap(String from, String to, String kind, String reason, int tries) {}

    /**
     * @param state as {@link org.clickrouter.totals.DayState} names it
     * @param clicks in the store
     * @param theirs as many as the vendor counted; null: it was not asked, or tells none
     * @param askedAt null: never
     * @param notComparable why the vendor's total says nothing of it; null: nothing stands against it
     */
    public record Day(String day, String state, long clicks, Long theirs, String askedAt, String notComparable) {}

    /**
     * @param coded clicks with a code
     * @param revisions codes that were seen, the blank one of a click without a code among them
     * @param sha256 over every click and revision, as docs/certificate.md says
     */
    public record Clicks(long records, long coded, long revisions, String sha256) {}

    /** What became of the revisions of these clicks at one destination. */
    public record Deliveries(String destination, long delivered, long pending, long dead) {}

    /** The bytes that are signed. */
    public byte[] json() {
        try {
            return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
