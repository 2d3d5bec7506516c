package org.clickrouter.poll;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.clickrouter.net.Deadline;
import org.clickrouter.net.HostAlias;
import org.clickrouter.observe.Meters;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.progress.CallSlots;
import org.clickrouter.store.progress.Quota;
import org.clickrouter.window.Window;

/**
 * Bean {@code reportApi} of poll.camel.yaml: what stands before and after the HTTP call so that the token's limits
 * hold, whatever the throttles in the route let through.
 */
public final class ReportApi {

    /** Exchange property that carries the {@link PollSession}. */
    static final String POLL = "clickRouterPoll";
    /** Exchange property that carries the {@link WindowCall}. */
    static final String CALL = "clickRouterCall";
    /** Beyond the time-out: closing the connection, the last commit, clocks that differ a little. */
    static final Duration MARGIN = Duration.ofSeconds(5);

    private final CallSlots slots;
    private final Quota quota;
    private final ClickStore clicks;
    private final Clock clock;
    private final Meters meters;
    private final Duration period;

    public ReportApi(CallSlots slots, Quota quota, ClickStore clicks, Clock clock, Meters meters, Duration period) {
        this.slots = slots;
        this.quota = quota;
        this.clicks = clicks;
        this.clock = clock;
        this.meters = meters;
        this.period = period;
    }

    /** Makes the rows that count a token's calls. */
    public void register(OperationSettings operation) {
        slots.register(tokenKey(operation), operation.maxInFlight());
    }

    /**
     * In: a {@link Window}. Out: the request's headers.
     *
     * @throws CallRefusedException when a limit of the token is reached
     */
    public void request(Exchange exchange) {
        PollSession poll = exchange.getProperty(POLL, PollSession.class);
        OperationSettings operation = poll.operation;
        Window window = exchange.getMessage().getBody(Window.class);
        String key = tokenKey(operation);
        CallSlots.Slot slot = slots.take(
                        key, operation.maxInFlight(), operation.timeout().plus(MARGIN))
                .orElseThrow(() -> new CallRefusedException(
                        "All " + operation.maxInFlight()
                                + " call(s) of the token are in flight, or were when a process was"
                                + " killed; waiting until they must be over",
                        Math.max(clock.millis() + 250, slots.nextFree(key, operation.maxInFlight()))));
        boolean begun = false;
        try {
            int limit = limit(operation, window);
            if (!quota.take(operation.name(), operation.zone(), limit)) {
                throw new CallRefusedException(
                        "The day's quota of " + operation.dailyLimit() + " calls is used up (wolkvox.licenses x 1000 x"
                                + " wolkvox.quota-share)"
                                + (limit < operation.dailyLimit() ? " but for what live polling needs today" : "")
                                + "; waiting for the next day",
                        quota.resetsAt(operation.zone()));
            }
            ReportRead reading = clicks.begin(
                    poll.lease,
                    new RoutingMode(operation.uncoded(), operation.zone(), routing(poll, window)),
                    Poller.leaseTerm(operation));
            exchange.setProperty(CALL, new WindowCall(poll, window, slot, reading, clock.millis()));
            begun = true;
        } finally {
            if (!begun) {
                slots.release(slot);
            }
        }
        meters.callStarted(operation.name());
        Deadline.begin(operation.timeout());
        Message message = exchange.getMessage();
        message.setBody(null);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_URI, HostAlias.of(operation.reportUrl().toString()));
        message.setHeader(
                Exchange.HTTP_QUERY,
                "api=chat_14&date_ini=" + window.fromText(operation.zone()) + "&date_end="
                        + window.toText(operation.zone()));
        message.setHeader("wolkvox-token", operation.token());
        message.setHeader("Accept", "application/json");
        message.setHeader("Accept-Encoding", "gzip");
    }

    /**
     * After the call, however it ended: closes what is left of the answer and gives the slot back, unless the call took
     * too long.
     */
    public void release(Exchange exchange) {
        WindowCall call = exchange.getProperty(CALL, WindowCall.class);
        exchange.removeProperty(CALL);
        exchange.getMessage().removeHeader("wolkvox-token");
        if (call != null && !call.complete && Deadline.current() != null) {
            // While the limit still knows the request: the client would read what is left of the answer, however much
            // that is.
            Deadline.current().cut();
        }
        Deadline.Call limit = Deadline.end();
        if (call == null) {
            return;
        }
        call.writes.settle();
        if (call.chunks != null) {
            call.chunks.settle();
        }
        if (limit == null || !limit.expired()) {
            slots.release(call.slot);
        }
        // Else the API may still be working on it: the slot frees itself when that must be over.
        meters.callEnded(call.poll.operation.name(), Duration.ofMillis(clock.millis() - call.startedAt));
    }

    /** What live polling reads for the first time is news, also where a backfill came first and only stored it. */
    private static RoutingMode.Routing routing(PollSession poll, Window window) {
        return window.kind() == Window.Kind.LIVE ? RoutingMode.Routing.HISTORY_TOO : poll.routing;
    }

    /** Re-reads and backfill leave alone what live polling needs until the day ends. */
    private int limit(OperationSettings operation, Window window) {
        return window.kind() == Window.Kind.LIVE
                ? operation.dailyLimit()
                : behindLive(operation, period, Duration.ofMillis(quota.resetsAt(operation.zone()) - clock.millis()));
    }

    /**
     * @param untilReset what is left of the day
     * @return calls a day that re-reads and backfill may use up: at least half, otherwise all but those of the polls
     *     still to come
     */
    public static int behindLive(OperationSettings operation, Duration period, Duration untilReset) {
        int limit = operation.dailyLimit();
        return (int) Math.max(0, limit - Math.min(limit / 2, untilReset.toMillis() / Math.max(1, period.toMillis())));
    }

    /** The token itself is written nowhere: its limits are kept under a digest of it. */
    static String tokenKey(OperationSettings operation) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((operation.reportUrl() + "\n" + operation.token()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
