package org.clickrouter.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Period;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.outbox.DeliveryId;
import org.clickrouter.store.outbox.Requests;
import org.clickrouter.store.reports.ClickSearch;
import org.clickrouter.store.reports.Traces;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code find}: which click was that? */
@Command(
        name = "find",
        mixinStandardHelpOptions = true,
        description = {
            "Finds clicks by a part of the chat's id, by ad, code, agent or time, or by a webhook-id.",
            "That may be of a request that several share. A time is when the click was made. The youngest click comes first.",
            "Reads through all clicks of the store, but for a webhook-id, which may take some seconds.",
            "Exit code 1 where nothing is found."
        },
        footer = {
            "",
            "For example: click-router find 573001 --code VENTA --last 2d",
            "             click-router find msg_0123456789abcdef0123456789abcdef"
        })
final class FindCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..1",
            description = "A part of the chat's id, or a whole webhook-id (msg_... or batch_...).")
    private String text;

    @Option(names = "--ad", paramLabel = "SOURCE_ID", description = "Of this ad or post, its whole id.")
    private String ad;

    @Option(names = "--code", paramLabel = "COD_ACT", description = "With this activity code now; '' for none.")
    private String code;

    @Option(names = "--agent", paramLabel = "AGENT_ID", description = "Of this agent, the whole id.")
    private String agent;

    @Mixin
    private Period period;

    @Option(names = "--operation", paramLabel = "NAME", description = "Only of this operation.")
    private String operation;

    @Option(names = "--limit", paramLabel = "N", description = "So many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    /**
     * One click.
     *
     * @param date as the report has it
     * @param clicked when that was; null where it could not be read
     * @param revision of the code; 0 without one
     * @param destinations to how many it was routed; -1 where routing failed
     * @param routedTo their names
     */
    record View(
            String id,
            String operation,
            String chatId,
            String sourceId,
            String date,
            String clicked,
            String code,
            int revision,
            String firstRead,
            int destinations,
            List<String> routedTo,
            String agentId) {}

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new UsageException("--limit " + limit + ": must be 1 or more");
        }
        if (text == null && ad == null && code == null && agent == null && !period.isGiven()) {
            throw new UsageException("find: say what you have: a part of the chat's id, a webhook-id, --ad, --code,"
                    + " --agent, --from, --to or --last");
        }
        try (StoreOnly open = new StoreOnly(home.path())) {
            ZoneId zone = open.settings.operation(operation).zone();
            Period.Moments made = period.moments(zone, open.clock.instant());
            List<UUID> clicks = clicks(open);
            List<View> found = new ClickSearch(open.stores.database)
                            .find(
                                    new ClickSearch.Question(
                                            operation,
                                            clicks,
                                            clicks == null ? text : null,
                                            ad,
                                            code,
                                            agent,
                                            millis(made.from()),
                                            millis(made.to())),
                                    limit)
                            .stream()
                            .map(hit -> view(open, hit))
                            .toList();
            if (json.wanted()) {
                Json.print(found);
            } else {
                found.forEach(FindCommand::print);
                System.out.println(
                        found.isEmpty()
                                ? "nothing found"
                                : (found.size() == limit ? "the youngest " : "") + Words.count(found.size(), "click")
                                        + "; one's whole life: click-router trace CHAT_ID");
            }
            return found.isEmpty() ? 1 : 0;
        }
    }

    private static Long millis(Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** Those that a webhook-id stands for; null where it is none. */
    private List<UUID> clicks(StoreOnly open) {
        if (text == null || !DeliveryId.is(text) && !Requests.isId(text)) {
            return null;
        }
        return new Traces(open.stores.database)
                .find(text, operation).stream().map(Traces.Found::id).toList();
    }

    private View view(StoreOnly open, ClickSearch.Hit hit) {
        ZoneId zone = open.settings.operations().stream()
                .filter(o -> o.name().equals(hit.operation()))
                .findFirst()
                .map(o -> o.zone())
                .orElse(ZoneId.of("UTC"));
        return new View(
                "click:" + hit.id(),
                hit.operation(),
                hit.chatId(),
                hit.sourceId(),
                hit.made(),
                times.iso(hit.clicked(), zone),
                hit.code(),
                hit.revision(),
                times.iso(hit.firstSeen(), zone),
                hit.routed(),
                hit.routedTo().isEmpty() ? List.of() : List.of(hit.routedTo().split(",")),
                hit.agent());
    }

    private static void print(View click) {
        System.out.println("chat " + (click.chatId().isEmpty() ? "(none) " + click.id() : OneLine.plain(click.chatId()))
                + "  " + (click.code().isEmpty() ? "no code" : OneLine.plain(click.code())) + "  made "
                + (click.clicked() == null ? OneLine.plain(click.date()) : Times.text(click.clicked())) + "  ad "
                + OneLine.plain(click.sourceId()) + "  agent "
                + OneLine.plain(click.agentId()) + "  first read " + Times.text(click.firstRead()) + "  "
                + (click.destinations() < 0
                        ? "ROUTING FAILED"
                        : click.routedTo().isEmpty() ? "routed nowhere" : "to " + String.join(", ", click.routedTo())));
    }
}
