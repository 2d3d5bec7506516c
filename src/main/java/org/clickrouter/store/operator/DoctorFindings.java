package org.clickrouter.store.operator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clickrouter.store.jdbc.Database;

/** What doctor said last, for whoever shows it, in whichever process it looked. */
public final class DoctorFindings {

    /**
     * One of them.
     *
     * @param topic such as {@code machine-disk}
     * @param subject the operation, the destination, or empty
     * @param sign good, warning, bad or skipped
     * @param text one sentence, without secrets
     * @param remedy what to do, or empty
     * @param looked epoch milliseconds
     */
    public record Kept(String topic, String subject, String sign, String text, String remedy, long looked) {

        public boolean bad() {
            return sign.equals("bad");
        }

        public boolean warning() {
            return sign.equals("warning");
        }

        /** Whether somebody should be told who did not ask: it is wrong, or will be by itself. */
        public boolean pressing() {
            return bad() || warning() && PRESSING.contains(topic);
        }
    }

    /** Warnings that become a failure by themselves. */
    private static final Set<String> PRESSING = Set.of(
            "destination-tls", "wolkvox-tls", "machine-disk", "wolkvox-codes", "wolkvox-address", "wolkvox-quota");

    private final Database database;

    public DoctorFindings(Database database) {
        this.database = database;
    }

    /**
     * Whether this process is to look now; of several only one is told so.
     *
     * @param turn what for, at most 20 characters
     * @param first how long after the first question of all
     * @param every how long until the next time
     * @param now epoch milliseconds
     */
    public boolean turn(String turn, Duration first, Duration every, long now) {
        database.insertOnce(
                "INSERT INTO operator_turn (name, spoke, spacing) VALUES (?, ?, ?)", turn, now, first.toMillis());
        return database.update(
                        "UPDATE operator_turn SET spoke = ?, spacing = ? WHERE name = ? AND spoke + spacing <= ?",
                        now,
                        every.toMillis(),
                        turn,
                        now)
                == 1;
    }

    /** @return in the order of their topics */
    public List<Kept> all() {
        return database.query(
                "SELECT topic, subject, sign, words, remedy, looked FROM doctor_finding ORDER BY topic, place",
                row -> new Kept(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6)));
    }

    /**
     * Puts new findings in the place of those of their topics; what could not be looked at leaves what was known.
     *
     * @param topics that were asked for
     */
    public void replace(Collection<String> topics, List<Kept> found) {
        database.transaction(() -> {
            List<Kept> kept = new ArrayList<>();
            for (Kept one : found) {
                List<Kept> known = one.sign().equals("skipped") ? of(one) : List.of();
                kept.addAll(known.isEmpty() ? List.of(one) : known);
            }
            topics.forEach(topic -> database.update("DELETE FROM doctor_finding WHERE topic = ?", topic));
            Map<String, Integer> places = new HashMap<>();
            database.batch(
                    "INSERT INTO doctor_finding (topic, place, subject, sign, words, remedy, looked)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    kept.stream()
                            .map(one -> new Object[] {
                                one.topic(),
                                places.merge(one.topic(), 1, Integer::sum),
                                one.subject(),
                                one.sign(),
                                one.text(),
                                one.remedy(),
                                one.looked()
                            })
                            .toList());
            return null;
        });
    }

    private List<Kept> of(Kept skipped) {
        return all().stream()
                .filter(known ->
                        known.topic().equals(skipped.topic()) && known.subject().equals(skipped.subject()))
                .toList();
    }
}
