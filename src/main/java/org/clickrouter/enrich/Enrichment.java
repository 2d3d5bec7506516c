package org.clickrouter.enrich;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.clickrouter.net.ApiGet;
import org.clickrouter.poll.Waits;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.clicks.ContactWait;
import org.clickrouter.store.contact.Contacts.Waiting;
import org.clickrouter.store.contact.LastAnswers;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.LeaseLostException;
import org.clickrouter.window.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code enricher} of enrich.camel.yaml: asks chat_1 for the contacts that deliveries wait for, one call at a time
 * between the polls, and deletes contacts that are old.
 */
public final class Enrichment {

    private static final Logger LOG = LoggerFactory.getLogger(Enrichment.class);
    private static final String RETENTION = "(retention)";
    private static final long LONGEST_SPAN = Duration.ofDays(31).toSeconds() - 1;
    private static final long SHORTEST_SPAN = 60;
    /** Clocks differ, and a chat may begin before its click is noted. */
    private static final long BEFORE_CLICK = 60;

    private final Function<String, OperationSettings> operations;
    private final StoreHandles stores;
    private final LastAnswers answers;
    private final ChatApi api;
    private final boolean hashed;
    private final Duration keep;
    private final Duration period;
    private final Duration timeout;
    private final Clock clock;
    private final Waits waits;

    /**
     * @param operations those in force, by name: a token may be renewed
     * @param way by which the API is asked
     * @param calls within the limits of the token
     * @param secrets texts that no message may hold
     */
    public Enrichment(
            Settings settings,
            Function<String, OperationSettings> operations,
            StoreHandles stores,
            ApiGet way,
            CountedCalls calls,
            List<String> secrets,
            Clock clock) {
        this.operations = operations;
        this.stores = stores;
        this.answers = new LastAnswers(stores.database);
        this.hashed = settings.get("enrich.keep").equals("hashed");
        this.keep = settings.duration("enrich.retention");
        this.period = settings.duration("poll.period");
        this.timeout = settings.duration("enrich.timeout");
        this.api = new ChatApi(calls, way, stores.quota, period, timeout, secrets, clock);
        this.clock = clock;
        this.waits = new Waits(clock);
    }

    /** Asks for the contacts of one operation, if any is waited for and no poll is due. */
    public void look(String name) throws InterruptedException {
        try {
            deleteOld();
            ContactWait wait = stores.clicks.contacts();
            if (wait.asks(name)) {
                List<Waiting> missing = missing(name, wait);
                if (!missing.isEmpty() && isTime(name, missing)) {
                    askBetweenPolls(operations.apply(name), missing);
                }
            }
        } catch (StoreException | LeaseLostException e) {
            LOG.warn("operation={}: no contacts are asked for: {}", name, e.getMessage());
        }
    }

    private void deleteOld() {
        if (waits.over(RETENTION)) {
            waits.until(
                    RETENTION,
                    clock.millis()
                            + Math.min(
                                    keep.dividedBy(4).toMillis(),
                                    Duration.ofHours(1).toMillis()));
            int gone = stores.contacts.deleteOlder(keep);
            if (gone > 0) {
                LOG.info("{} contacts that are older than enrich.retention have been deleted", gone);
            }
        }
    }

    /** A chat whose code changes again is known, and its delivery goes at once. */
    private List<Waiting> missing(String name, ContactWait wait) {
        List<Waiting> waiting = stores.contacts.waiting(name, wait.destinations());
        if (waiting.isEmpty()) {
            return waiting;
        }
        Set<String> known =
                stores.contacts.known(name, waiting.stream().map(Waiting::chat).collect(Collectors.toSet()));
        stores.contacts.release(
                waiting.stream().filter(one -> known.contains(one.chat())).toList());
        return waiting.stream().filter(one -> !known.contains(one.chat())).toList();
    }

    /** Once a period; for what came since the last call a little earlier. */
    private boolean isTime(String name, List<Waiting> missing) {
        Optional<LastAnswers.Answer> last = answers.of(name);
        if (last.isEmpty()) {
            return true;
        }
        long age = clock.millis() - last.get().at();
        boolean news =
                missing.stream().anyMatch(one -> one.created() > last.get().at());
        return age < 0
                || age >= period.toMillis()
                || news
                        && last.get().failure() == null
                        && age >= period.dividedBy(4).toMillis();
    }

    private void askBetweenPolls(OperationSettings operation, List<Waiting> missing) throws InterruptedException {
        Duration half = period.dividedBy(2);
        Optional<Lease> lease = stores.operations.acquireBetweenPolls(
                operation.name(), TokenLimits.slotTerm(operation), timeout.compareTo(half) < 0 ? timeout : half);
        if (lease.isPresent()) {
            try {
                ask(operation, lease.get(), missing);
            } finally {
                stores.operations.releaseAfterSlice(lease.get(), 0);
            }
        }
    }

    private void ask(OperationSettings operation, Lease lease, List<Waiting> missing) throws InterruptedException {
        String name = operation.name();
        Optional<LastAnswers.Answer> last = answers.of(name);
        long span = last.map(LastAnswers.Answer::span).orElse(LONGEST_SPAN);
        Window window = window(missing, span);
        Map<String, List<Waiting>> byChat =
                missing.stream().collect(Collectors.groupingBy(one -> one.chat().strip()));
        int wanted = byChat.size();
        long now = clock.millis();
        try {
            ChatApi.Found found = api.ask(operation, window, byChat.keySet());
            Map<String, String> contacts = new HashMap<>();
            List<Waiting> served = new ArrayList<>();
            found.contacts()
                    .forEach((chat, contact) -> byChat.get(chat).forEach(one -> {
                        contacts.put(one.chat(), contact.json(hashed));
                        served.add(one);
                    }));
            stores.contacts.store(lease, contacts, served);
            long next = found.full() ? shorter(window) : Math.min(LONGEST_SPAN, span * 2);
            answers.put(
                    name,
                    new LastAnswers.Answer(
                            now, next, wanted, found.contacts().size(), found.records(), found.outside(), null));
            LOG.info(
                    "operation={}: contacts of {} of {} chats came",
                    name,
                    found.contacts().size(),
                    wanted);
        } catch (AnswerException | IllegalStateException e) {
            String why = words(e);
            boolean shorten = e instanceof AnswerException answer
                    && (answer.kind() == AnswerKind.TIMED_OUT || answer.kind() == AnswerKind.TOO_LARGE);
            answers.put(name, new LastAnswers.Answer(now, shorten ? shorter(window) : span, wanted, 0, 0, 0, why));
            if (last.isEmpty() || !why.equals(last.get().failure())) {
                LOG.warn("operation={}: chat_1 gave no contacts, clicks go without after enrich.wait: {}", name, why);
            }
        }
    }

    /** The kind alone: the message of an answer shows how it begins, which is people's data. */
    private static String words(RuntimeException e) {
        return e instanceof AnswerException answer
                ? answer.kind().name() + ". " + answer.kind().hint()
                : e.getMessage();
    }

    /**
     * From the oldest click on, so that it holds the chat whether the window is of its beginning or of its end; where
     * that was too much, only its newest part, since a chat whose code was seen just now has ended just now.
     */
    private Window window(List<Waiting> missing, long span) {
        long to = clock.millis() / 1000;
        long oldest = missing.stream().mapToLong(Waiting::clicked).min().orElseThrow() / 1000 - BEFORE_CLICK;
        return new Window(Math.min(to, Math.max(oldest, to - span)), to, Window.Kind.RE_READ, null);
    }

    private static long shorter(Window window) {
        return Math.max(SHORTEST_SPAN, window.seconds() / 2);
    }
}
