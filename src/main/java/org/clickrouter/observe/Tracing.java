package org.clickrouter.observe;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import org.apache.camel.CamelContext;

/** Spans of reads and sends, for the OpenTelemetry that runs in this process, such as its agent; without one, none. */
public final class Tracing {

    private final Tracer tracer;

    Tracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("org.clickrouter");
    }

    /** Nobody's: nothing is recorded. */
    public static Tracing none() {
        return new Tracing(OpenTelemetry.noop());
    }

    /** That which an application around us has as a bean, if it has one. */
    public static Tracing of(CamelContext around) {
        OpenTelemetry telemetry = around.getRegistry().findSingleByType(OpenTelemetry.class);
        return telemetry == null ? none() : new Tracing(telemetry);
    }

    /**
     * Of this process, where it is ours alone: to ask for it settles it, and an application that sets its own later
     * would fail.
     */
    public static Tracing ofProcess() {
        return new Tracing(GlobalOpenTelemetry.get());
    }

    /** Begins a step, under which all stands that this thread does until its end. */
    public Step begin(String name) {
        return new Step(tracer.spanBuilder(name).startSpan());
    }

    /** One span, or nothing where nobody records. */
    public static final class Step implements AutoCloseable {

        private final Span span;
        private final Scope scope;
        private final Thread thread = Thread.currentThread();
        private final Traceparent place;

        private Step(Span span) {
            this.span = span;
            this.scope = span.makeCurrent();
            SpanContext context = span.getSpanContext();
            this.place = context.isValid()
                    ? new Traceparent(
                            context.getTraceId(),
                            context.getSpanId(),
                            context.getTraceFlags().asHex())
                    : Traceparent.random();
        }

        /** Whether anybody records it. */
        public boolean isRecorded() {
            return span.isRecording();
        }

        /** Where it stands; made up where there is no trace. */
        public Traceparent place() {
            return place;
        }

        public Step with(String attribute, String value) {
            span.setAttribute(attribute, value);
            return this;
        }

        /** It was caused by another step, long ago or in another process. */
        public void follows(Traceparent cause) {
            span.addLink(SpanContext.createFromRemoteParent(
                    cause.traceId(), cause.spanId(), TraceFlags.fromHex(cause.flags(), 0), TraceState.getDefault()));
        }

        /** @param kind of the failure; no text, which may hold what no trace should */
        public void failed(String kind) {
            span.setStatus(StatusCode.ERROR, kind);
        }

        @Override
        public void close() {
            // Elsewhere it would end what another thread does.
            if (thread == Thread.currentThread()) {
                scope.close();
            }
            span.end();
        }
    }
}
