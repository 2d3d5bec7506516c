package org.clickrouter.testing.store;

import java.time.Duration;
import java.util.UUID;

/** Changes to the store that time, a crash or a failing database would make. */
public final class StoreEdit {

    private static final String BOTH =
            " WHERE destination = ? AND click_id IN (SELECT id FROM click WHERE chat_id IN (?, ?))";

    private final Jdbc jdbc;

    StoreEdit(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** No delivery is due before then; epoch milliseconds. */
    public void allDueAt(long time) {
        jdbc.update("UPDATE delivery SET due = ?", time);
    }

    /** At the same moment; both may be of one chat. */
    public void dueNow(String destination, String chat, String other) {
        jdbc.update("UPDATE delivery SET due = 0" + BOTH, destination, chat, other);
    }

    /** As a killed process leaves two deliveries, or one: sent, and the store does not know. */
    public void forgetMark(String destination, String chat, String other) {
        jdbc.update(
                "UPDATE delivery SET state = 'pending', attempts = 0, finished = NULL, due = 0" + BOTH,
                destination,
                chat,
                other);
    }

    /** All contacts that are kept say this; JSON. */
    public void contacts(String json) {
        jdbc.update("UPDATE contact SET contact = ?", json);
    }

    /** Whether what token servers give can be kept. */
    public void takesTokens(boolean well) {
        jdbc.update("ALTER TABLE " + (well ? "elsewhere RENAME TO kept_token" : "kept_token RENAME TO elsewhere"));
    }

    /** The same for all that went to a destination. */
    public void forgetMarks(String destination) {
        jdbc.update(
                "UPDATE delivery SET state = 'pending', attempts = 0, finished = NULL, due = 0 WHERE destination = ?",
                destination);
    }

    /** All that waits is due at once. */
    public void pendingIsDue() {
        jdbc.update("UPDATE delivery SET due = 0 WHERE state = 'pending'");
    }

    /** As of a store whose attempts were not kept, or swept. */
    public void forgetAttempts() {
        jdbc.update("DELETE FROM attempt");
    }

    public void forgetUncounted() {
        jdbc.update("UPDATE delivery SET uncounted = 0");
    }

    /** One delivery of each paused destination may be tried now. */
    public void nextTryOfPausesIsNow() {
        jdbc.update("UPDATE pause SET next_try = 0");
    }

    /** What was delivered, and what was seen of clicks made before that, lies further back. */
    public void age(Duration by) {
        long millis = by.toMillis();
        jdbc.update("UPDATE delivery SET finished = finished - ?, due = due - ? WHERE state = 'done'", millis, millis);
        jdbc.update(
                "UPDATE click SET first_seen = first_seen - ? WHERE clicked_at < first_seen - ?", millis, millis / 2);
        jdbc.update("UPDATE click SET seen_at = seen_at - ?", millis);
    }

    /** Each code was seen that much earlier. */
    public void codesSeenEarlier(Duration by) {
        jdbc.update("UPDATE revision SET seen_at = seen_at - ?", by.toMillis());
    }

    /** All clicks were made and first seen in 1970. */
    public void clicksAreOfLongAgo() {
        jdbc.update("UPDATE click SET clicked_at = 0, first_seen = 0");
    }

    /** All clicks were made and first seen then; epoch milliseconds. */
    public void clicksAreOf(long made, long firstSeen) {
        jdbc.update("UPDATE click SET first_seen = ?, clicked_at = ?", firstSeen, made);
    }

    /** The clicks of a chat were first seen then; epoch milliseconds. */
    public void firstSeen(String chat, long time) {
        jdbc.update("UPDATE click SET first_seen = ? WHERE chat_id = ?", time, chat);
    }

    /** The clicks of a chat are lost. */
    public void loseClicks(String chat) {
        jdbc.update("DELETE FROM revision WHERE click_id IN (SELECT id FROM click WHERE chat_id = ?)", chat);
        jdbc.update("DELETE FROM click WHERE chat_id = ?", chat);
    }

    public void loseClicks() {
        jdbc.update("DELETE FROM click");
    }

    /** Polling has gone from the one second to the other, and no stretch between them counts as read. */
    public void nothingIsReadBetween(long origin, long progress) {
        jdbc.update("DELETE FROM coverage");
        jdbc.update("UPDATE operation_state SET origin_second = ?, progress_second = ?", origin, progress);
    }

    /** A version to come has changed the schema. */
    public void madeByALaterVersion() {
        jdbc.update(
                "INSERT INTO schema_history (installed_rank, version, description, type, script, checksum, installed_by,"
                        + " execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, TRUE)");
    }

    /** A record of the operation {@code default} that could not be understood; found at epoch milliseconds. */
    public void quarantined(String raw, String reason, long foundAt) {
        jdbc.update(
                "INSERT INTO quarantine (operation, hash, reason, raw, found_at) VALUES ('default', 'h', ?, ?, ?)",
                reason,
                raw,
                foundAt);
    }

    /** What was delivered went out in the last 23 hours, in each a part of it. */
    public void spreadOverTheDay() {
        jdbc.update(
                "UPDATE delivery SET finished = finished - MOD(row_id * row_id, 23) * 3600000 WHERE state = 'done'");
    }

    /** What doctor found when it last looked. */
    public void found(String topic, String sign, String words, String remedy) {
        jdbc.update(
                "INSERT INTO doctor_finding (topic, place, subject, sign, words, remedy, looked) VALUES (?, 1, '', ?, ?, ?, 0)",
                topic,
                sign,
                words,
                remedy);
    }

    /** Seconds of the operation {@code default} that could not be read whole. */
    public void gap(long from, long to, String reason) {
        jdbc.update(
                "INSERT INTO gap (operation, from_second, to_second, reason, found_at) VALUES ('default', ?, ?, ?, 0)",
                from,
                to,
                reason);
    }

    /** What is dead has been dead for longer. */
    public void ageDead(Duration by) {
        jdbc.update("UPDATE delivery SET finished = finished - ? WHERE state = 'dead'", by.toMillis());
    }

    /** The clicks of a chat are such as a backfill stored without routing them. */
    public int storedOnly(String chat) {
        return jdbc.update("UPDATE click SET history = 1 WHERE chat_id = ?", chat);
    }

    /** As after a while: what killed processes held is free. Nobody may run meanwhile. */
    public void leasesAreOver() {
        jdbc.update("UPDATE operation_state SET lease_until = 0");
        jdbc.update("UPDATE call_slot SET taken_until = 0");
        jdbc.update("UPDATE delivery SET leased_until = 0");
    }

    public void forgetGaps() {
        jdbc.update("DELETE FROM gap");
    }

    /** The last stretch that was read is shorter at its end. */
    public void shortenCoverage(Duration by) {
        jdbc.update(
                "UPDATE coverage SET to_second = to_second - ? WHERE to_second = (SELECT MAX(to_second) FROM coverage)",
                by.toSeconds());
    }

    /** A delivery of the outbox without a click in the store: its row and the end of its id are the number. */
    public void pending(long number, String destination, UUID click) {
        jdbc.update(
                "INSERT INTO delivery (row_id, id, destination, click_id, revision, operation, state, due, created)"
                        + " VALUES (?, ?, ?, ?, 1, 'o', 'pending', 0, 0)",
                number,
                "d" + number,
                destination,
                click);
    }

    /** An instance has claimed a delivery for ever. */
    public void lease(long number, String holder) {
        jdbc.update(
                "UPDATE delivery SET holder = ?, leased_until = ? WHERE row_id = ?", holder, Long.MAX_VALUE, number);
    }

    /** From now on each mark fails with this SQL state: PostgreSQL only. {@link StoreView#failedMarks} counts them. */
    public void marksFailWith(String state) {
        // Each try is counted, since what a sequence gave out no rollback takes back.
        jdbc.update("CREATE SEQUENCE tries");
        jdbc.update(
                "CREATE FUNCTION away() RETURNS trigger AS 'BEGIN PERFORM nextval(''tries''); RAISE EXCEPTION ''away'' USING ERRCODE = ''"
                        + state + "''; END' LANGUAGE plpgsql");
        jdbc.update(
                "CREATE TRIGGER away BEFORE UPDATE ON delivery FOR EACH ROW WHEN (OLD.leased_until > 0 AND NEW.leased_until = 0)"
                        + " EXECUTE FUNCTION away()");
    }

    /** Marks can be stored again. */
    public void marksSucceed() {
        jdbc.update("DROP TRIGGER away ON delivery");
    }
}
