package org.clickrouter.observe;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * A place in a trace, as W3C Trace Context writes it.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param flags 2 hex digits; 01: sampled
 */
public record Traceparent(String traceId, String spanId, String flags) {

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    /** One that nobody has; sampled, so that who is given it may record what it causes. */
    public static Traceparent random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Traceparent(
                String.format("%016x%016x", random.nextLong(1, Long.MAX_VALUE), random.nextLong()),
                String.format("%016x", random.nextLong(1, Long.MAX_VALUE)),
                "01");
    }

    /** @return empty where the text is none of version 00 */
    public static Optional<Traceparent> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Traceparent(form.group(1), form.group(2), form.group(3)))
                : Optional.empty();
    }

    /**
     * Puts the read of the report that lines of the log are about into them, as a field of its own; this thread's,
     * until it is closed.
     *
     * @param read as W3C Trace Context writes it; null: not known, an empty field
     */
    public static MDC.MDCCloseable inLog(String read) {
        return MDC.putCloseable("clickrouter.traceparent", read == null ? "" : read);
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
