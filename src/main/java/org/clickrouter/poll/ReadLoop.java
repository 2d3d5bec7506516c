package org.clickrouter.poll;

import org.apache.camel.Exchange;
import org.clickrouter.observe.Traceparent;
import org.slf4j.MDC;

/** Bean {@code windows} of poll.camel.yaml: a session's windows, one after the other, and what follows from each. */
public final class ReadLoop {

    private final Decisions decisions;
    private final ShortAnswers shorts;

    ReadLoop(Decisions decisions, ShortAnswers shorts) {
        this.decisions = decisions;
        this.shorts = shorts;
    }

    /** @return whether the session has a window left to read */
    public boolean more(Exchange exchange) {
        return ReadContext.of(exchange).session.hasNext();
    }

    /** The next window is under way. Out: it. */
    public void next(Exchange exchange) {
        ReadContext context = ReadContext.of(exchange);
        var window = context.session.next();
        context.next(window, shorts.believed(context.session, window), shorts.named(context.session, window));
        exchange.getMessage().setBody(window);
    }

    /** The window under way ended: decides what follows. */
    public void after(Exchange exchange) {
        ReadContext context = ReadContext.of(exchange);
        try (MDC.MDCCloseable read = Traceparent.inLog(context.call == null ? null : context.call.place())) {
            decisions.after(context.session, context.window, context.result);
        }
    }

    /** At the end of a session, however it went: gives the operation back and notes when it is due again. */
    public void release(Exchange exchange) {
        ReadContext context = ReadContext.of(exchange);
        if (context != null && context.session.lease != null) {
            context.session.giveBack();
        }
    }
}
