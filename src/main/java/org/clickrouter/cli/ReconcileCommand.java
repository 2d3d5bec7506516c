package org.clickrouter.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.Period;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.doctor.wolkvox.WolkvoxCheck;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.InstanceId;
import org.clickrouter.totals.DayState;
import org.clickrouter.totals.Days;
import org.clickrouter.totals.Reconciliation;
import org.clickrouter.totals.SummaryApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reconcile}: is each day all there, by the vendor's own count? */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Holds each day's clicks against the vendor's own totals (chat_15), one call a day, which the quota counts.",
            "Of whole days: yesterday, where none are named.",
            "A day that lacks clicks is named as a gap and read once more by the running product. Exit code 1 where a day",
            "differs or has a gap."
        },
        footer = {"", "For example: click-router reconcile --last 7d"})
final class ReconcileCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private Home home;

    @Mixin
    private Json json;

    @Mixin
    private Period period;

    @Option(names = "--offline", description = "Make no call: only tell what is known.")
    private boolean offline;

    /**
     * One day of one operation.
     *
     * @param day {@code yyyy-MM-dd}
     * @param state {@code proven}, {@code complete}, {@code settling}, {@code gap}, {@code differs}, {@code partial} or
     *     {@code unread}
     * @param clicks with dates of that day in the store
     * @param theirs as many as the vendor counts; null: it was not asked, or tells nothing
     * @param readAgain whether the day was read once more because of the difference
     * @param notComparable why its total says nothing of the day; null: nothing stands against it
     * @param trouble why it could not be asked; null where it could
     */
    record View(
            String operation,
            String day,
            String state,
            long clicks,
            Long theirs,
            boolean readAgain,
            String notComparable,
            String trouble) {}

    @Override
    public Integer call() throws InterruptedException {
        List<View> all = new ArrayList<>();
        try (StoreOnly open = new StoreOnly(home.path())) {
            SummaryApi api = new SummaryApi(
                    new CountedCalls(
                            Optional.of(open.stores.database),
                            open.clock,
                            InstanceId.here().toString()),
                    WolkvoxCheck.way(open.settings),
                    open.stores.quota,
                    open.settings.duration("poll.period"),
                    PATIENCE,
                    List.copyOf(open.settings.secrets()),
                    open.clock);
            Reconciliation reconciliation = new Reconciliation(open.stores, api, open.clock);
            Days days = new Days(open.stores.database, open.clock, Days.settled(open.settings));
            for (OperationSettings operation : open.settings.operations()) {
                LocalDate yesterday =
                        LocalDate.now(open.clock.withZone(operation.zone())).minusDays(1);
                Period.Days wanted = period.days(operation.zone(), open.clock.instant(), yesterday);
                LocalDate last = wanted.to() == null ? yesterday : wanted.to();
                for (LocalDate day = wanted.from() == null ? last : wanted.from();
                        !day.isAfter(last);
                        day = day.plusDays(1)) {
                    String trouble = offline ? null : ask(reconciliation, operation, day);
                    all.add(view(operation, days.of(operation.name(), operation.zone(), day), trouble));
                }
            }
        }
        if (json.wanted()) {
            Json.print(all);
        } else {
            all.forEach(ReconcileCommand::print);
        }
        return all.stream()
                        .anyMatch(day -> day.trouble() != null
                                || day.state().equals(DayState.DIFFERS.key())
                                || day.state().equals(DayState.GAP.key()))
                ? 1
                : 0;
    }

    private static String ask(Reconciliation reconciliation, OperationSettings operation, LocalDate day)
            throws InterruptedException {
        try {
            reconciliation.day(operation, day);
            return null;
        } catch (AnswerException | IllegalStateException e) {
            return e.getMessage();
        }
    }

    private static View view(OperationSettings operation, Days.Day day, String trouble) {
        return new View(
                operation.name(),
                day.day().toString(),
                day.state().key(),
                day.clicks(),
                day.theirs(),
                day.readAgain(),
                day.notComparable().isEmpty() ? null : day.notComparable(),
                trouble);
    }

    private static void print(View day) {
        String theirs = day.theirs() != null
                ? "the vendor counts " + day.theirs()
                        + (day.theirs() == day.clicks() ? "" : " (" + (day.theirs() - day.clicks()) + " more)")
                : day.notComparable() != null ? "not comparable: " + day.notComparable() : "the vendor was not asked";
        System.out.println(day.operation() + "  " + day.day() + "  " + day.state() + "  " + day.clicks() + " clicks, "
                + theirs + (day.readAgain() ? ", read once more because of it" : "")
                + (day.trouble() == null ? "" : "; not asked: " + day.trouble()));
    }
}
