package org.clickrouter.cli;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.retention.Forgetting;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forget}: one person's records, for good. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes a chat from the store: its records, codes, deliveries, bodies, attempts and what is in quarantine of it.",
            "A hash stays, so that a re-read does not bring it back. It says what was sent where, since those who got it must forget it themselves.",
            "Exit code 1 where one of its deliveries is being sent just now; then nothing was done."
        },
        footer = {"", "For example: click-router forget 1795463938000034 --dry-run"})
final class ForgetCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private Json json;

    @Parameters(paramLabel = "CHAT_ID", description = "The chat, as the report names it.")
    private String chat;

    @Option(names = "--operation", paramLabel = "NAME", description = "In this operation only (default: in all).")
    private String operation;

    /**
     * What is printed.
     *
     * @param quarantined records of the chat that could not be understood
     * @param unsent deliveries that were not sent yet
     * @param sent by destination, what it has had; it must be asked to forget that
     */
    record View(boolean dryRun, boolean done, int clicks, int quarantined, int unsent, Map<String, Sent> sent) {}

    /** @param last when the last of them was sent */
    record Sent(int deliveries, String last) {}

    @Override
    public Integer call() {
        try (StoreOnly open = new StoreOnly(home.path())) {
            Forgetting forgetting = new Forgetting(open.stores.database, open.clock);
            List<String> operations = operation != null
                    ? List.of(open.settings.operation(operation).name())
                    : open.stores.operations.states().stream()
                            .map(OperationState::operation)
                            .toList();
            Forgetting.Report found = forgetting.forget(operations, chat, true);
            boolean act = !confirmation.dryRun()
                    && confirmation.given(
                            "Delete " + Words.count(found.clicks(), "click") + " of " + chat + " for good?");
            Forgetting.Report report = act ? forgetting.forget(operations, chat, false) : found;
            boolean done = act && !report.beingSent();
            ZoneId zone = zone(open);
            if (json.wanted()) {
                Map<String, Sent> sent = new TreeMap<>();
                report.sent()
                        .forEach((name, its) ->
                                sent.put(name, new Sent(its.deliveries(), times.iso(its.last(), zone))));
                Json.print(new View(
                        confirmation.dryRun(), done, report.clicks(), report.quarantined(), report.unsent(), sent));
            } else {
                print(report, done, zone);
            }
            return act && report.beingSent() ? 1 : 0;
        }
    }

    private ZoneId zone(StoreOnly open) {
        OperationSettings shown =
                operation == null ? open.settings.operations().get(0) : open.settings.operation(operation);
        return shown.zone();
    }

    private void print(Forgetting.Report report, boolean done, ZoneId zone) {
        System.out.println((done ? "forgot " : "there is ") + Words.count(report.clicks(), "click") + " of " + chat
                + ", " + Words.count(report.unsent(), "delivery") + " not sent, " + report.quarantined()
                + " in quarantine");
        report.sent()
                .forEach((name, sent) -> System.out.println("  " + name + " got "
                        + Words.count(sent.deliveries(), "delivery") + ", the last "
                        + times.time(sent.last(), zone) + ": ask for it to be forgotten there"));
        if (report.beingSent()) {
            System.err.println(
                    "one of its deliveries is being sent just now; try again, or pause the destination first");
        } else if (!done && confirmation.dryRun()) {
            System.out.println("nothing was done");
        }
    }
}
