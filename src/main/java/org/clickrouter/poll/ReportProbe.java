package org.clickrouter.poll;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.net.ApiGet;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerLimits;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.window.Window;

/**
 * One call of the report API to see whether it answers as it should: for the last day, and for some hours to come, in
 * which only a report of another zone has records.
 */
public final class ReportProbe {

    private static final Duration BACK = Duration.ofHours(24);
    /** No zone is further ahead of another within the Americas and Europe. */
    private static final Duration AHEAD = Duration.ofHours(14);

    private final CountedCalls calls;
    private final ApiGet way;
    private final Clock clock;
    private final List<String> secrets;

    /**
     * @param calls within whose limits it asks
     * @param way to the API
     */
    public ReportProbe(CountedCalls calls, ApiGet way, Clock clock, List<String> secrets) {
        this.calls = calls;
        this.way = way;
        this.clock = clock;
        this.secrets = secrets;
    }

    /**
     * @param patience how long it waits for a call that is in flight
     * @return when each record that came was made, as the operation's zone has it
     * @throws AnswerException where the API refuses, or does not answer
     * @throws IllegalStateException where a limit of the token leaves no call
     */
    public List<Instant> ask(OperationSettings operation, Duration patience) throws InterruptedException {
        return calls.make(operation, patience, () -> ask(operation));
    }

    private List<Instant> ask(OperationSettings operation) {
        try {
            Instant now = clock.instant();
            Window window = new Window(
                    now.minus(BACK).getEpochSecond(), now.plus(AHEAD).getEpochSecond(), Window.Kind.RE_READ, null);
            URI uri = URI.create(operation.reportUrl() + "?api=chat_14&date_ini=" + window.fromText(operation.zone())
                    + "&date_end=" + window.toText(operation.zone()));
            return way.get(
                    uri,
                    operation.token(),
                    operation.connectTimeout(),
                    operation.timeout(),
                    (status, date, body) -> made(operation, status, body));
        } catch (IOException e) {
            throw AnswerException.of(e, secrets);
        }
    }

    private List<Instant> made(OperationSettings operation, int status, InputStream body) throws IOException {
        AnswerLimits limits =
                AnswerLimits.defaults().withMaxBytes(operation.maxAnswerBytes()).withSecrets(secrets);
        List<Instant> made = new ArrayList<>();
        try (Answer answer = Answer.read(body, status, limits, operation.name())) {
            while (answer.hasNext()) {
                answer.next()
                        .clicks()
                        .forEach(click -> click.at(operation.zone()).ifPresent(made::add));
            }
        } catch (AnswerException e) {
            if (e.kind() != AnswerKind.EMPTY) {
                throw e;
            }
        }
        return made;
    }
}
