package org.clickrouter.enrich;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clickrouter.net.ApiGet;
import org.clickrouter.poll.limit.CallBudget;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerLimits;
import org.clickrouter.report.Chunk;
import org.clickrouter.report.Click;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.progress.Quota;
import org.clickrouter.window.Window;

/** Asks chat_1 for the chats of a window: one call, which takes its part of the quota behind live polling. */
final class ChatApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CountedCalls calls;
    private final ApiGet way;
    private final Quota quota;
    private final Duration period;
    private final Duration timeout;
    private final List<String> secrets;
    private final Clock clock;

    /**
     * @param way to the API
     * @param period of live polling, whose calls are left to it
     * @param timeout the longest that a call may take
     * @param secrets texts that no message may hold
     */
    ChatApi(
            CountedCalls calls,
            ApiGet way,
            Quota quota,
            Duration period,
            Duration timeout,
            List<String> secrets,
            Clock clock) {
        this.calls = calls;
        this.way = way;
        this.quota = quota;
        this.period = period;
        this.timeout = timeout;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * What came.
     *
     * @param contacts of the chats that were asked for, by chat; of several rows the last
     * @param records all rows
     * @param outside rows with a date before or after the window
     * @param full whether there may be more
     */
    record Found(Map<String, Contact> contacts, long records, long outside, boolean full) {}

    /**
     * Asks once.
     *
     * @param chats that are wanted; of other people's rows nothing is kept
     * @throws AnswerException where the API refuses or cannot be understood; its message may hold people's data
     * @throws IllegalStateException where a limit of the token leaves no call
     */
    Found ask(OperationSettings operation, Window window, Set<String> chats) throws InterruptedException {
        Duration untilReset = Duration.ofMillis(quota.resetsAt(operation.zone()) - clock.millis());
        int limit = CallBudget.behindLive(operation, period, untilReset);
        return calls.make(operation, limit, Duration.ZERO, () -> call(operation, window, chats));
    }

    private Found call(OperationSettings operation, Window window, Set<String> chats) {
        URI uri = URI.create(operation.reportUrl() + "?api=chat_1&date_ini=" + window.fromText(operation.zone())
                + "&date_end=" + window.toText(operation.zone()));
        Duration longest = timeout.compareTo(operation.timeout()) < 0 ? timeout : operation.timeout();
        try {
            return way.get(
                    uri,
                    operation.token(),
                    operation.connectTimeout(),
                    longest,
                    (status, date, body) -> read(operation, window, chats, status, body));
        } catch (IOException e) {
            throw AnswerException.of(e, secrets);
        }
    }

    /** Row by row: a large answer never stands in memory. */
    private Found read(OperationSettings operation, Window window, Set<String> chats, int status, InputStream body)
            throws IOException {
        AnswerLimits limits = AnswerLimits.defaults()
                .withMaxBytes(operation.maxAnswerBytes())
                .withMaxRecords(operation.maxRecords(), operation.fullMargin())
                .withSecrets(secrets);
        Map<String, Contact> contacts = new HashMap<>();
        long outside = 0;
        try (Answer answer = Answer.read(body, status, limits, operation.name())) {
            while (answer.hasNext()) {
                Chunk chunk = answer.next();
                for (Click row : chunk.clicks()) {
                    outside += isOutside(row, operation, window) ? 1 : 0;
                    Contact contact = Contact.of(JSON.readTree(row.json()));
                    if (chats.contains(contact.chat())) {
                        contacts.put(contact.chat(), contact);
                    }
                }
            }
            return new Found(contacts, answer.records(), outside, answer.full());
        } catch (AnswerException e) {
            if (e.kind() == AnswerKind.EMPTY) {
                return new Found(Map.of(), 0, 0, false);
            }
            throw e;
        }
    }

    private static boolean isOutside(Click row, OperationSettings operation, Window window) {
        Optional<Instant> at = row.at(operation.zone());
        return at.isPresent()
                && (at.get().getEpochSecond() < window.from() || at.get().getEpochSecond() > window.to());
    }
}
