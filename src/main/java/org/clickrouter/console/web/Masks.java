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
                                visit.chat(row.chat()),
                                row.ad(),
                                row.code(),
                                row.revision(),
                                row.state(),
                                row.attempts(),
                                row.created(),
                                row.due(),
                                row.finished(),
                                row.failure(),
                                row.status(),
                                row.error()))
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
                                click.zone(),
                                visit.chat(click.chat()),
                                click.ad(),
                                click.date(),
                                click.firstSeen(),
                                click.revisions()))
                        .toList());
    }
}
