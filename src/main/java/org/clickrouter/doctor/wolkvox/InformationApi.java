package org.clickrouter.doctor.wolkvox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.clickrouter.net.ApiGet;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerLimits;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.settings.OperationSettings;

/** {@code information.php} of the API: what it knows of the token, its allow-list and its activity codes. */
public final class InformationApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 8L * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final CountedCalls calls;
    private final ApiGet way;
    private final Duration patience;
    private final List<String> secrets;

    /**
     * @param way to the API
     * @param patience how long it waits for a call that is in flight
     * @param secrets texts that no message may hold
     */
    public InformationApi(CountedCalls calls, ApiGet way, Duration patience, List<String> secrets) {
        this.calls = calls;
        this.way = way;
        this.patience = patience;
        this.secrets = secrets;
    }

    /** An answer: its rows, with keys in small letters and values without outer spaces, and its header Date. */
    public record Rows(List<Map<String, String>> rows, String date) {}

    /** No answer at all came. */
    public static final class NotReachedException extends RuntimeException {
        private final String remedy;

        NotReachedException(AnswerException why) {
            super(why.getMessage());
            this.remedy = why.onTheWay() ? why.hint() : null;
        }

        /** What to do where something on the way is known to be at fault. */
        Optional<String> remedy() {
            return Optional.ofNullable(remedy);
        }
    }

    /**
     * @param api such as {@code token_info}
     * @throws AnswerException where it refuses or cannot be understood
     * @throws NotReachedException where the connection was refused or broken
     * @throws IllegalStateException where a limit of the token leaves no call
     */
    public Rows ask(OperationSettings operation, String api) throws InterruptedException {
        return calls.make(operation, patience, () -> call(operation, api));
    }

    private Rows call(OperationSettings operation, String api) {
        URI uri = operation.reportUrl().resolve("information.php?api=" + api);
        Duration timeout = LONGEST.compareTo(operation.timeout()) < 0 ? LONGEST : operation.timeout();
        try {
            return way.get(
                    uri,
                    operation.token(),
                    operation.connectTimeout(),
                    timeout,
                    (status, date, body) -> rows(operation, status, date, body.readNBytes((int) LARGEST + 1)));
        } catch (IOException e) {
            AnswerException why = AnswerException.of(e, secrets);
            if (why.kind() == AnswerKind.TIMED_OUT) {
                throw why;
            }
            throw new NotReachedException(why);
        }
    }

    private Rows rows(OperationSettings operation, int status, String date, byte[] body) throws IOException {
        AnswerLimits limits = AnswerLimits.defaults().withMaxBytes(LARGEST).withSecrets(secrets);
        // Refusals are told as the report tells them.
        try (Answer answer = Answer.read(new ByteArrayInputStream(body), status, limits, operation.name())) {
            while (answer.hasNext()) {
                answer.next();
            }
        } catch (AnswerException e) {
            if (e.kind() == AnswerKind.EMPTY) {
                return new Rows(List.of(), date);
            }
            throw e;
        }
        if (status != 200) {
            return new Rows(List.of(), date);
        }
        List<Map<String, String>> rows = new ArrayList<>();
        JsonNode data = JSON.readTree(body).path("data");
        (data.isArray()
                                || data.isObject()
                                        && data.elements().hasNext()
                                        && data.elements().next().isObject()
                        ? data
                        : JSON.createArrayNode().add(data))
                .forEach(row -> rows.add(row(row)));
        return new Rows(rows, date);
    }

    private static Map<String, String> row(JsonNode node) {
        Map<String, String> row = new TreeMap<>();
        node.fields()
                .forEachRemaining(field -> row.put(
                        field.getKey().strip().toLowerCase(Locale.ROOT),
                        field.getValue().isNull()
                                ? ""
                                : field.getValue().asText().strip()));
        return row;
    }
}
