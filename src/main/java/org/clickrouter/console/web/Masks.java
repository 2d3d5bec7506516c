package org.clickrouter.console.web;

import org.clickrouter.console.view.ClickLife;
import org.clickrouter.console.view.Deliveries;

/** Hides chats from those who only read, in the record itself: a page and its JSON then hide the same. */
final class Masks {

    private Masks() {}

    static Deliveries chats(Deliveries page, Visit visit) {
        return new Deliveries(
                page.filter(),
                page.rows().stream()
                        .map(row -> new Deliveries.Row(
                                row.row(),
                                row.id(),
                                row.destination(),
                                row.operation(),
                                visit.chat(row.chatId()),
                                row.sourceId(),
                                row.code(),
                                row.revision(),
                                row.state(),
                                row.attempts(),
                                row.queued(),
                                row.due(),
                                row.ended(),
                                row.failure(),
                                row.status(),
                                row.error(),
                                null,
                                null,
                                null))
                        .toList(),
                page.next(),
                page.reasons());
    }

    static ClickLife chats(ClickLife life, Visit visit) {
        return new ClickLife(
                life.key(),
                life.bodies(),
                life.clicks().stream()
                        .map(click -> new ClickLife.Click(
                                click.id(),
                                click.operation(),
                                visit.chat(click.chatId()),
                                click.sourceId(),
                                click.date(),
                                click.clicked(),
                                click.firstRead(),
                                click.history(),
                                click.revisions().stream().map(Masks::answers).toList()))
                        .toList());
    }

    /** What a receiver answered may name the person as well. */
    private static ClickLife.Revision answers(ClickLife.Revision r) {
        return new ClickLife.Revision(
                r.revision(),
                r.code(),
                r.seen(),
                r.traceparent(),
                r.destinations(),
                r.routingFailure(),
                r.record(),
                r.deliveries().stream()
                        .map(d -> new ClickLife.Delivery(
                                d.id(),
                                d.request(),
                                d.destination(),
                                d.state(),
                                d.attempts(),
                                d.due(),
                                d.finished(),
                                d.body(),
                                d.attempted().stream()
                                        .map(a -> new ClickLife.Attempt(
                                                a.attempt(),
                                                a.ended(),
                                                a.delivered(),
                                                a.failure(),
                                                a.status(),
                                                a.error(),
                                                null))
                                        .toList()))
                        .toList());
    }
}
