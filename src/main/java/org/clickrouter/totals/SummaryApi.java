package org.clickrouter.totals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.clickrouter.net.ApiGet;
import org.clickrouter.poll.limit.CallBudget;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerLimits;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.progress.Quota;
import org.clickrouter.window.Window;

/** Asks chat_15 for the totals of a day: one call, which takes its part of the quota behind live polling. */
public final class SummaryApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 1024 * 1024;

    private final CountedCalls calls;
    private final ApiGet way;
    private final Quota quota;
    private final Duration period;
    private final Duration patience;
    private final List<String> secrets;
    private final Clock clock;

    /**
     * @param way to the API
     * @param period of live polling, whose calls are left to it
     * @param patience how long it waits for a call that is in flight
     * @param secrets texts that no message may hold
     */
    public SummaryApi(
            CountedCalls calls,
            ApiGet way,
            Quota quota,
            Duration period,
            Duration patience,
            List<String> secrets,
            Clock clock) {
        this.calls = calls;
        this.way = way;
        this.quota = quota;
        this.period = period;
        this.patience = patience;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * @return empty where the API has no records of that day, or the report is not enabled: it answers both alike
     * @throws AnswerException where it refuses or cannot be understood
     * @throws IllegalStateException where a limit of the token leaves no call
     */
    public Optional<ClickSummary> ask(OperationSettings operation, LocalDate day) throws InterruptedException {
        Duration untilReset = Duration.ofMillis(quota.resetsAt(operation.zone()) - clock.millis());
        int limit = CallBudget.behindLive(operation, period, untilReset);
        return calls.make(operation, limit, patience, () -> call(operation, day));
    }

    private Optional<ClickSummary> call(OperationSettings operation, LocalDate day) {
        long from = day.atStartOfDay(operation.zone()).toEpochSecond();
        long to = day.plusDays(1).atStartOfDay(operation.zone()).toEpochSecond() - 1;
        Window window = new Window(from, to, Window.Kind.RE_READ, null);
        URI uri = URI.create(operation.reportUrl() + "?api=chat_15&date_ini=" + window.fromText(operation.zone())
                + "&date_end=" + window.toText(operation.zone()));
        try {
            return way.get(
                    uri, operation.token(), operation.connectTimeout(), operation.timeout(), (status, date, stream) -> {
                        byte[] body = stream.readNBytes((int) LARGEST + 1);
                        refusal(operation, status, body);
                        return summary(JSON.readTree(body).path("data"));
                    });
        } catch (AnswerException e) {
            if (e.kind() == AnswerKind.EMPTY) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw AnswerException.of(e, secrets);
        }
    }

    /** Refusals are told as the report tells them. */
    private void refusal(OperationSettings operation, int status, byte[] body) throws IOException {
        AnswerLimits limits = AnswerLimits.defaults().withMaxBytes(LARGEST).withSecrets(secrets);
        try (Answer answer = Answer.read(new ByteArrayInputStream(body), status, limits, operation.name())) {
            while (answer.hasNext()) {
                answer.next();
            }
        }
    }

    /** One row, alone or in a list; keys in any case, numbers as texts with spaces around. */
    static Optional<ClickSummary> summary(JsonNode data) {
        JsonNode row = data.isArray() ? data.path(0) : data;
        Map<String, Long> values = new TreeMap<>();
        row.fields().forEachRemaining(field -> {
            String text = field.getValue().asText().strip();
            if (text.matches("\\d{1,15}")) {
                values.put(field.getKey().strip().toLowerCase(Locale.ROOT), Long.parseLong(text));
            }
        });
        if (!values.containsKey("total_chatbot") || !values.containsKey("total_agents")) {
            return Optional.empty();
        }
        return Optional.of(new ClickSummary(
                values.getOrDefault("ad_chatbot", 0L),
                values.getOrDefault("ad_agents", 0L),
                values.getOrDefault("post_chatbot", 0L),
                values.getOrDefault("post_agents", 0L),
                values.get("total_chatbot"),
                values.get("total_agents")));
    }
}
