package org.clickrouter.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.clickrouter.outbox.OutboxComponent;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.store.reports.Totals;
import org.clickrouter.text.Durations;
import org.clickrouter.text.Words;
import org.clickrouter.window.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first read of a new store finds a day of old sales. Nothing is sent before it is told what they are, so that
 * nobody is surprised by them; with {@code poll.first=store} none of them is sent at all.
 */
public final class FirstRead {

    private static final Logger LOG = LoggerFactory.getLogger(FirstRead.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final OutboxComponent outbox;
    private final Operations operations;
    private final Totals totals;
    private final Duration start;
    private final Duration safetyLag;
    private final boolean onlyStore;
    private final Map<String, ZoneId> awaited = new ConcurrentHashMap<>();
    /** The first session of each operation since the start; emptied once nothing is held any more. */
    private final Map<String, PollSession> first = new ConcurrentHashMap<>();

    private volatile boolean patient = true;

    /**
     * @param start how far back the first read looks
     * @param onlyStore whether what it finds is only stored
     */
    public FirstRead(
            OutboxComponent outbox,
            Operations operations,
            Totals totals,
            Duration start,
            Duration safetyLag,
            boolean onlyStore) {
        this.outbox = outbox;
        this.operations = operations;
        this.totals = totals;
        this.start = start;
        this.safetyLag = safetyLag;
        this.onlyStore = onlyStore;
    }

    /** The product starts: holds all deliveries where an operation was never read. */
    public void expect(List<OperationSettings> all) {
        for (OperationSettings operation : all) {
            if (operations.state(operation.name()).progressSecond() == null) {
                awaited.put(operation.name(), operation.zone());
                LOG.info(
                        "operation={}: was never read; the first read looks {} back (poll.start), and what it finds is {} (poll.first)",
                        operation.name(),
                        Durations.format(start),
                        onlyStore ? "only stored" : "sent");
            }
        }
        hold();
    }

    /**
     * @return the epoch second up to which windows that begin earlier belong to the first read and are only stored; the
     *     smallest number where there is none such
     */
    long storedBefore(OperationState state) {
        if (!onlyStore) {
            return Long.MIN_VALUE;
        } else if (state.progressSecond() == null || state.originSecond() == null) {
            return Long.MAX_VALUE;
        }
        // Polls overlap by a second.
        return state.originSecond() + start.toSeconds() - safetyLag.toSeconds() - 1;
    }

    /** What live polling had to read is behind it: what comes after in the session need not be awaited. */
    List<Window> told(PollSession session) {
        over(session);
        return List.of();
    }

    /**
     * A session is over. One that failed is awaited no longer, and none once another operation has been read a second
     * time: other operations must not wait for an API that hangs.
     */
    void over(PollSession session) {
        String name = session.name();
        if (!awaited.containsKey(name)) {
            boolean read = session.lease != null && patient && !awaited.isEmpty();
            PollSession before = read ? first.putIfAbsent(name, session) : null;
            if (before != null && before != session) {
                patient = false;
                hold();
            }
            return;
        }
        try {
            OperationState state = operations.state(name);
            if (state.progressSecond() != null) {
                tell(name, state);
            } else if (session.lease == null) {
                return;
            }
        } catch (StoreException e) {
            LOG.debug("operation={}: what the first read found cannot be told: {}", name, e.getMessage());
        }
        first.put(name, session);
        awaited.remove(name);
        hold();
    }

    private void hold() {
        boolean held = patient && !awaited.isEmpty();
        outbox.hold(held);
        if (!held) {
            first.clear();
        }
    }

    private void tell(String name, OperationState state) {
        String since = state.originSecond() == null
                ? ""
                : " made since "
                        + TIME.format(
                                Instant.ofEpochSecond(state.originSecond()).atZone(awaited.get(name)));
        Map<String, Long> queued = totals.pending(name);
        Map<String, Long> written = totals.done(name);
        String already = written.isEmpty() ? "" : "; in the store's own table already: " + told(written);
        LOG.info(
                "operation={}: the first read found {}{}; {}",
                name,
                Words.count(totals.clicks(name), "click"),
                since,
                onlyStore
                        ? "they are only stored (poll.first=store). What would be sent: click-router replay --reroute --history --last "
                                + Durations.format(start) + " --dry-run"
                        : queued.isEmpty()
                                ? "none of them is to be sent" + already
                                : "to be sent now: " + told(queued) + already
                                        + ". With poll.first=store they would only be stored");
    }

    private static String told(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
