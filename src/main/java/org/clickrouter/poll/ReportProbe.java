package org.clickrouter.poll;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerException;
import org.clickrouter.report.AnswerKind;
import org.clickrouter.report.AnswerLimits;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.progress.CallSlots;
import org.clickrouter.window.Window;

/**
 * One call of the report API to see whether it answers as it should: for the last day, and for some hours to come, in
 * which only a report of another zone has records. It takes its slot and its part of the quota where there is a store.
 */
public final class ReportProbe {

    private static final Duration BACK = Duration.ofHours(24);
    /** No zone is further ahead of another within the Americas and Europe. */
    private static final Duration AHEAD = Duration.ofHours(14);

    private final StoreHandles stores;
    private final Clock clock;
    private final List<String> secrets;

    /** @param stores or null where there is no store: then nothing else calls */
    public ReportProbe(StoreHandles stores, Clock clock, List<String> secrets) {
        this.stores = stores;
        this.clock = clock;
        this.secrets = secrets;
    }

    /**
     * @return when each record that came was made, as the operation's zone has it
     * @throws AnswerException where the API refuses, or does not answer
     * @throws IllegalStateException where a limit of the token leaves no call
     */
    public List<Instant> ask(OperationSettings operation) throws InterruptedException {
        Optional<CallSlots.Slot> slot = slot(operation);
        try {
            Instant now = clock.instant();
            Window window = new Window(
                    now.minus(BACK).getEpochSecond(), now.plus(AHEAD).getEpochSecond(), Window.Kind.RE_READ, null);
            URI uri = URI.create(operation.reportUrl() + "?api=chat_14&date_ini=" + window.fromText(operation.zone())
                    + "&date_end=" + window.toText(operation.zone()));
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("wolkvox-token", operation.token())
                    .header("Accept", "application/json")
                    .timeout(operation.timeout())
                    .build();
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(operation.connectTimeout())
                    .build();
            return made(operation, client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw AnswerException.of(e, secrets);
        } finally {
            slot.ifPresent(taken -> stores.slots.release(taken));
        }
    }

    private List<Instant> made(OperationSettings operation, HttpResponse<InputStream> response) throws IOException {
        AnswerLimits limits =
                AnswerLimits.defaults().withMaxBytes(operation.maxAnswerBytes()).withSecrets(secrets);
        List<Instant> made = new ArrayList<>();
        try (Answer answer = Answer.read(response.body(), response.statusCode(), limits, operation.name())) {
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

    private Optional<CallSlots.Slot> slot(OperationSettings operation) {
        if (stores == null) {
            return Optional.empty();
        }
        String key = ReportApi.tokenKey(operation);
        stores.slots.register(key, operation.maxInFlight());
        CallSlots.Slot slot = stores.slots
                .take(key, operation.maxInFlight(), ReportApi.leaseTerm(operation))
                .orElseThrow(() -> new IllegalStateException("a call of the token is in flight just now; try again"));
        if (!stores.quota.take(operation.name(), operation.zone(), operation.dailyLimit())) {
            stores.slots.release(slot);
            throw new IllegalStateException("the day's quota of calls is used up");
        }
        return Optional.of(slot);
    }
}
