package org.clickrouter.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Filter;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.console.view.Deliveries;
import org.clickrouter.console.view.DeliveriesCsv;
import org.clickrouter.console.view.DeliveriesQuery;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deliveries}: which went where, and what became of them. The same record as the console's page Deliveries. */
@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        description = {
            "Lists deliveries, the newest first, with the last failure and what the receiver said.",
            "A time is when one ended or, where it waits, was queued.",
            "Exit code 1 where there are none."
        },
        footer = {
            "",
            "For example: click-router deliveries --state open --destination crm",
            "             click-router deliveries --code VENTA --from 2026-11-01 --csv --limit 1000"
        })
class DeliveriesCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Mixin
    private Filter filter;

    @Option(
            names = "--bodies",
            description = "Also each record, and the payload that the routing file made, which hold people's data.")
    private boolean bodies;

    @Option(names = "--csv", description = "Print CSV instead, safe to open as a spreadsheet.")
    private boolean csv;

    @Option(names = "--limit", paramLabel = "N", description = "So many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--before", paramLabel = "ROW", description = "Go on behind this row: next of the list before.")
    private Long before;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "pending, done, dead, dropped, or open: what waits or is dead.")
    private String state;

    /** The state that is asked for, or null. */
    String state() {
        return state;
    }

    @Override
    public Integer call() {
        try (StoreOnly open = new StoreOnly(home.path())) {
            Map<String, String> more = new java.util.HashMap<>(Map.of("limit", String.valueOf(limit)));
            if (before != null) {
                more.put("before", before.toString());
            }
            Deliveries found = new DeliveriesQuery(open.reader(), open.zones(), times.moments())
                    .page(
                            filter.of(
                                    state(),
                                    more,
                                    open.settings.operations().get(0).zone(),
                                    open.clock.instant()),
                            bodies);
            if (json.wanted()) {
                Json.print(found);
            } else if (csv) {
                System.out.print(DeliveriesCsv.of(found));
            } else {
                print(found);
            }
            return ended(found.rows());
        }
    }

    int ended(List<Deliveries.Row> rows) {
        return rows.isEmpty() ? 1 : 0;
    }

    private void print(Deliveries found) {
        found.rows().forEach(DeliveriesCommand::print);
        boolean dead = "dead".equals(state());
        System.out.println(
                found.rows().isEmpty()
                        ? dead ? "nothing is dead" : "nothing found"
                        : (found.next() == null ? "" : "the newest ")
                                + found.rows().size()
                                + (dead ? " dead" : " of them")
                                + (found.next() == null ? "" : " (--before " + found.next() + " goes on)")
                                + "; one click's whole life: click-router trace ID"
                                + (dead ? "; send again with: click-router replay --id ID | --destination NAME" : ""));
    }

    private static void print(Deliveries.Row row) {
        System.out.println(row.id() + "  " + row.destination() + "  " + OneLine.plain(row.code()) + "  chat "
                + OneLine.plain(row.chatId()) + "  revision " + row.revision() + "  "
                + Words.count(row.attempts(), "try") + ", " + state(row)
                + (row.failure() == null
                        ? ""
                        : "  " + row.failure() + (row.status() == null ? "" : " " + row.status()) + ": "
                                + OneLine.plain(row.error())));
        line("it said", row.state().equals("done") ? null : row.answer());
        line("record ", row.record());
        line("payload", row.body());
    }

    private static String state(Deliveries.Row row) {
        return switch (row.state()) {
            case "pending" -> "queued " + Times.text(row.queued()) + ", next try " + Times.text(row.due());
            case "done" -> "delivered " + Times.text(row.ended());
            case "dead" -> "given up " + Times.text(row.ended());
            default -> row.state() + " " + Times.text(row.ended());
        };
    }

    private static void line(String name, String text) {
        if (text != null) {
            System.out.println("    " + name + "  " + OneLine.plain(text));
        }
    }
}
