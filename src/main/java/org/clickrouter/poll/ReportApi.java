package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.clickrouter.net.HostAlias;
import org.clickrouter.observe.Meters;
import org.clickrouter.observe.Tracing;
import org.clickrouter.poll.limit.CallBudget;
import org.clickrouter.poll.limit.CallRefusedException;
import org.clickrouter.poll.limit.CallsInFlight;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.CallSlots;
import org.clickrouter.store.progress.LeaseLostException;
import org.clickrouter.store.progress.Quota;
import org.clickrouter.window.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code reportApi} of poll.camel.yaml: what stands before and after the HTTP call so that the token's limits
 * hold, whatever the throttles in the route let through; and what the call came to.
 */
public final class ReportApi {

    private static final Logger LOG = LoggerFactory.getLogger(ReportApi.class);

    /** A slot is most often taken by a call that is over at once; only one of a killed process lasts its whole term. */
    private static final Duration SLOT_AGAIN = Duration.ofSeconds(1);

    private final CallSlots slots;
    private final Quota quota;
    private final ClickStore clicks;
    private final Clock clock;
    private final Meters meters;
    private final Duration period;
    private final List<String> secrets;
    private final Tracing tracing;

    /** @param secrets texts that no message may hold */
    public ReportApi(
            CallSlots slots,
            Quota quota,
            ClickStore clicks,
            Clock clock,
            Meters meters,
            Duration period,
            List<String> secrets,
            Tracing tracing) {
        this.slots = slots;
        this.quota = quota;
        this.clicks = clicks;
        this.clock = clock;
        this.meters = meters;
        this.period = period;
        this.secrets = secrets;
        this.tracing = tracing;
    }

    /**
     * In: a {@link Window}. Out: the request's headers.
     *
     * @throws CallRefusedException when a limit of the token is reached
     */
    public void request(Exchange exchange) {
        ReadContext context = ReadContext.of(exchange);
        OperationSettings operation = context.session.operation;
        Window window = context.window;
        context.call = begin(context, operation, window);
        CallsInFlight.of(exchange.getContext()).begin(context.call);
        meters.callStarted(operation.name());
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

    private ReportCall begin(ReadContext context, OperationSettings operation, Window window) {
        String key = TokenLimits.key(operation);
        CallSlots.Slot slot = slots.take(key, operation.maxInFlight(), TokenLimits.slotTerm(operation))
                .orElseThrow(() -> new CallRefusedException(
                        "All " + operation.maxInFlight()
                                + " call(s) of the token are in flight, such as one of doctor or reconcile, or were when a"
                                + " process was killed; tried again each second until they are over",
                        clock.millis() + SLOT_AGAIN.toMillis()));
        boolean begun = false;
        try {
            count(operation, window);
            RoutingMode.Routing routing =
                    RoutingMode.Routing.valueOf(context.session.source().routing(context.session));
            ReportRead reading = clicks.begin(
                    context.session.lease,
                    new RoutingMode(operation.uncoded(), operation.zone(), routing),
                    TokenLimits.slotTerm(operation));
            ReportCall call = new ReportCall(
                    slot,
                    reading,
                    clock.millis(),
                    operation.timeout(),
                    tracing.begin("read window")
                            .with("clickrouter.operation", operation.name())
                            .with("clickrouter.window", window.toString()));
            // Only now, when the call's own limit runs: whatever comes between here and the API counts for that.
            begun = slot.lasts(clock.millis(), operation.timeout());
            if (!begun) {
                call.withdraw();
                throw new CallRefusedException(
                        "This process stood still between taking the token's call and making it; others may call now",
                        clock.millis() + SLOT_AGAIN.toMillis());
            }
            return call;
        } finally {
            if (!begun) {
                slots.release(slot);
            }
        }
    }

    private void count(OperationSettings operation, Window window) {
        long reset = quota.resetsAt(operation.zone());
        int limit = CallBudget.of(window.kind(), operation, period, Duration.ofMillis(reset - clock.millis()));
        if (!quota.take(operation.name(), operation.zone(), limit)) {
            throw new CallRefusedException(
                    "The day's quota of " + operation.dailyLimit() + " calls is used up (wolkvox.licenses x 1000 x"
                            + " wolkvox.quota-share)"
                            + (limit < operation.dailyLimit() ? " but for what live polling needs today" : "")
                            + "; waiting for the next day",
                    reset);
        }
    }

    /** In: the failure that ended a window. Notes what it means. */
    public void failed(Exchange exchange) {
        ReadContext context = ReadContext.of(exchange);
        context.result = result(context.call, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    private WindowResult result(ReportCall call, Exception failure) {
        Throwable own = KnownCause.in(failure);
        if (own instanceof CallRefusedException refused) {
            return new WindowResult.Refused(refused.getMessage(), refused.retryAt);
        }
        if (own instanceof LeaseLostException || own instanceof StoreException) {
            return new WindowResult.Unstored(own.getMessage(), own instanceof LeaseLostException);
        }
        if (call != null && call.givenUp()) {
            return new WindowResult.GivenUp();
        }
        AnswerException known = call != null && call.timedOut()
                ? new AnswerException(AnswerKind.TIMED_OUT, "No whole answer within wolkvox.timeout")
                : AnswerException.of(failure, secrets);
        return known.kind() == AnswerKind.TOO_LARGE && call != null
                ? new WindowResult.Full(known.getMessage(), call.records())
                : new WindowResult.Failed(known);
    }

    /**
     * After the call, however it ended: closes what is left of the answer and gives the slot back, unless the call took
     * too long.
     */
    public void release(Exchange exchange) {
        exchange.getMessage().removeHeader("wolkvox-token");
        ReadContext context = ReadContext.of(exchange);
        ReportCall call = context.call;
        if (call == null) {
            return;
        }
        CallsInFlight.of(exchange.getContext()).end(call);
        if (call.close()) {
            slots.release(call.slot);
        }
        // Else the API may still be working on it: the slot frees itself when that must be over.
        meters.callEnded(context.session.name(), Duration.ofMillis(clock.millis() - call.startedAt));
        if (context.result == null) {
            context.result = call.result(context.believed);
            if (call.noted()) {
                meters.noted(context.session.name());
                LOG.warn(
                        "operation={} window={}: the answer is whole, and the API wrote other text around its JSON, such as a"
                                + " notice of PHP; tell the vendor",
                        context.session.name(),
                        context.session.told(context.window));
            }
        }
        call.traced(context.result);
    }
}
