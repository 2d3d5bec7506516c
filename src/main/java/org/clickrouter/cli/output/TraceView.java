package org.clickrouter.cli.output;

import java.time.ZoneId;
import java.util.List;
import org.clickrouter.store.reports.Traces;

/**
 * What {@code trace} prints of one click, as {@code --json} names it in docs/commands.md. Times are ISO 8601 with the
 * offset; null where nothing is known.
 *
 * @param date as the API named it
 * @param history whether a backfill only stored it
 */
public record TraceView(
        String id,
        String operation,
        String chatId,
        String sourceId,
        String date,
        String firstRead,
        boolean history,
        List<Revision> revisions) {

    /**
     * @param destinations to how many it was routed; -1 where routing failed
     * @param routingFailure why, or null
     * @param record only with --bodies
     */
    record Revision(
            int revision,
            String code,
            String seen,
            int destinations,
            String routingFailure,
            String record,
            List<Delivery> deliveries) {}

    /**
     * @param state pending, done or dead
     * @param due pending: when it is tried next
     * @param body made by the routing file, only with --bodies
     */
    record Delivery(
            String id,
            String destination,
            String state,
            int attempts,
            String due,
            String finished,
            String body,
            List<Attempt> attempted) {}

    /** @param answer how the receiver's answer begins */
    record Attempt(
            int attempt,
            String ended,
            boolean delivered,
            String failure,
            Integer status,
            String error,
            String answer) {}

    public static TraceView of(Traces traces, Traces.Found click, Times times, ZoneId zone, boolean bodies) {
        List<Traces.Sent> sent = traces.deliveries(click.id());
        return new TraceView(
                "click:" + click.id(),
                click.operation(),
                click.chatId(),
                click.sourceId(),
                click.clickDate(),
                times.iso(click.firstSeen(), zone),
                click.history(),
                traces.revisions(click.id()).stream()
                        .map(r -> new Revision(
                                r.number(),
                                r.code(),
                                times.iso(r.seenAt(), zone),
                                r.destinations(),
                                traces.routingFailure(click.id(), r.number()).orElse(null),
                                bodies ? r.record() : null,
                                sent.stream()
                                        .filter(d -> d.revision() == r.number())
                                        .map(d -> delivery(traces, d, times, zone, bodies))
                                        .toList()))
                        .toList());
    }

    private static Delivery delivery(Traces traces, Traces.Sent d, Times times, ZoneId zone, boolean bodies) {
        return new Delivery(
                d.id(),
                d.destination(),
                d.state(),
                d.attempts(),
                d.state().equals("pending") ? times.iso(d.due(), zone) : null,
                times.iso(d.finished(), zone),
                bodies ? d.body() : null,
                traces.attempts(d).stream()
                        .map(a -> new Attempt(
                                a.number(),
                                times.iso(a.ended(), zone),
                                a.done(),
                                a.failure(),
                                a.status(),
                                a.error(),
                                a.answer()))
                        .toList());
    }
}
