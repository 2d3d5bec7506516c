package org.clickrouter.cli;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.settings.DailyRequests;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.reports.Lateness;
import org.clickrouter.text.Durations;
import org.clickrouter.text.RootCause;
import org.clickrouter.tryout.ExampleRun;
import org.clickrouter.tryout.Rehearsal;
import org.clickrouter.tryout.example.Example;
import org.clickrouter.tryout.example.ExampleException;
import org.clickrouter.tryout.example.ExampleFile;
import org.clickrouter.window.Tier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check}: is everything set as it must be? Nothing is called, sent or written. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks every setting and every file of routes/, tries the examples in routes/*.examples.yaml, and tells what polling costs; calls, sends and writes nothing. Exit code 2 and one line a mistake.")
final class CheckCommand implements Callable<Integer> {

    private static final double ENOUGH_SHARE = 0.995;
    private static final long ENOUGH_CODES = 200;

    @Mixin
    private Home home;

    @Override
    public Integer call() {
        Settings settings = Terminal.load(home.path(), Map.of(), "SYSTEM_ERR", "WARN");
        List<Problem> problems = SettingsCheck.run(settings);
        problems.forEach(
                problem -> (problem.isError() ? System.err : System.out).println(settings.mask(problem.line())));
        if (problems.stream().anyMatch(Problem::isError)) {
            return 2;
        }
        try (Rehearsal rehearsal = new Rehearsal(settings, home.path())) {
            SettingsCheck.unused(settings, rehearsal::mentions)
                    .forEach(problem -> System.out.println(settings.mask(problem.line())));
            System.out.println(
                    "click-router: the settings and " + rehearsal.files() + " files of routes/ are in order");
            if (!examples(rehearsal)) {
                return 2;
            }
        }
        cost(settings);
        try {
            lateness(settings);
        } catch (StoreException elsewhere) {
            System.out.println("warning: store.url: " + elsewhere.getMessage());
        }
        return 0;
    }

    /** @return whether each example goes where it must */
    private static boolean examples(Rehearsal rehearsal) {
        try {
            List<Example> examples = ExampleFile.readAll(rehearsal.folder());
            if (!examples.isEmpty()) {
                ExampleRun.Result result = ExampleRun.run(rehearsal, examples);
                System.out.println("examples of routes/: " + result.passed() + " of " + examples.size() + " passed");
                result.failures().forEach(System.err::println);
                return result.failures().isEmpty();
            }
            return true;
        } catch (ExampleException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static void cost(Settings settings) {
        long needed = Math.round(DailyRequests.of(settings.duration("poll.period"), settings.list("poll.re-read")));
        for (OperationSettings operation : settings.operations()) {
            System.out.println("operation " + operation.name() + ": polling and re-reads need about " + needed
                    + " requests a day of " + operation.dailyLimit()
                    + " that it may make, as long as no answer is full");
        }
    }

    /** What the store has learned, if there is one: re-reads that stop before the codes have come find them never. */
    private static void lateness(Settings settings) {
        Optional<Tier> widest =
                Tier.parse(settings.get("poll.re-read")).stream().max(Comparator.comparing(Tier::span));
        Database.peek(settings.get("store.url"), settings.get("store.user"), settings.secret("store.password"))
                .ifPresent(store -> {
                    try (store) {
                        for (OperationSettings operation : settings.operations()) {
                            Lateness lateness = new Lateness(store);
                            double share = lateness.within(
                                    operation.name(), widest.map(Tier::span).orElse(Duration.ZERO));
                            long codes = lateness.of(operation.name()).codes();
                            if (codes >= ENOUGH_CODES && share < ENOUGH_SHARE) {
                                System.out.println("warning: poll.re-read: of " + codes + " codes of operation "
                                        + operation.name() + " only "
                                        + String.format(Locale.ROOT, "%.1f", share * 100) + " % came within "
                                        + widest.map(t -> Durations.format(t.span()))
                                                .orElse("no re-read at all")
                                        + "; those that come later are never found. Add a tier with a longer span");
                            }
                        }
                    } catch (StoreException e) {
                        System.out.println("The lateness of codes is not known yet: the store is of another version ("
                                + RootCause.line(e) + ")");
                    }
                });
    }
}
