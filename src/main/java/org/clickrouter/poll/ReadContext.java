package org.clickrouter.poll;

import org.apache.camel.Exchange;
import org.clickrouter.report.Chunk;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.window.Window;
import org.clickrouter.window.WindowPlan;

/**
 * What one exchange of poll.camel.yaml carries along, under one property: the session, and of it the window under way.
 */
final class ReadContext {

    private static final String PROPERTY = "clickRouterRead";

    final PollSession session;
    Window window;
    /** Whether an answer that lacks records is believed. */
    boolean believed;
    /** Whether that leaves a gap. */
    private boolean named;
    /** Null where no call was made. */
    ReportCall call;

    Chunk chunk;
    Comparison comparison;
    WindowResult result;

    private ReadContext(PollSession session) {
        this.session = session;
    }

    static void begin(Exchange exchange, PollSession session) {
        exchange.setProperty(PROPERTY, new ReadContext(session));
    }

    static ReadContext of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, ReadContext.class);
    }

    /** The next window is under way; nothing of the one before is left. */
    void next(Window next, boolean lackBelieved, boolean lackNamed) {
        window = next;
        believed = lackBelieved;
        named = lackNamed;
        call = null;
        chunk = null;
        comparison = null;
        result = null;
    }

    /** @return whether the chunk in hand ends a window that is behind us with it */
    boolean ends() {
        return chunk.last() && call.whole(believed);
    }

    /** @return what is stored with the window's last chunk */
    WindowEnd end() {
        boolean lacks = call.lacks();
        return new WindowEnd(
                window.from(),
                window.to(),
                window.kind() == Window.Kind.LIVE ? window.to() : null,
                window.kind() == Window.Kind.GAP || window.kind() == Window.Kind.PROBE
                        ? session.span()
                        : grown(session.span()),
                !lacks,
                lacks && named
                        ? Gaps.Gap.found(
                                session.name(),
                                window.from(),
                                window.to(),
                                Gaps.Kind.SHORT,
                                session.source().routing(session),
                                call.lack())
                        : null);
    }

    static long grown(long span) {
        return Math.min(WindowPlan.MAX_SPAN_SECONDS, span * 2);
    }
}
