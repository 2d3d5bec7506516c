package org.clickrouter.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.cli.output.Times;
import org.clickrouter.cli.task.OnlineCheck;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.settings.value.DailyRequests;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.reports.Lateness;
import org.clickrouter.text.Durations;
import org.clickrouter.text.RootCause;
import org.clickrouter.tryout.ExampleRun;
import org.clickrouter.tryout.Rehearsal;
import org.clickrouter.tryout.example.Example;
import org.clickrouter.tryout.example.ExampleFile;
import org.clickrouter.window.Tier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: is everything set as it must be? Nothing is called, sent or written. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks every setting and every file of routes/, tries the examples in routes/*.examples.yaml, and tells what polling costs; calls, sends and writes nothing. Exit code 2 and one line a mistake.",
        footer = {"", "For example: click-router check --home /opt/click-router && systemctl restart click-router"})
final class CheckCommand implements Callable<Integer> {

    private static final double ENOUGH_SHARE = 0.995;
    private static final long ENOUGH_CODES = 200;
    private static final Pattern PLACED = Pattern.compile("(\\S+\\.yaml:\\d+): (.*)");

    @Mixin
    private Home home;

    @Mixin
    private Times times;

    @Mixin
    private Json json;

    @Option(
            names = "--online",
            description =
                    "Also call the API once for each operation, which its quota counts: does it answer, and do the"
                            + " dates of its clicks fit wolkvox.time-zone? Exit code 1 where not.")
    private boolean online;

    /**
     * What is printed.
     *
     * @param well whether there is no mistake, and every example goes where it must
     * @param files of routes/ that were loaded
     * @param examples of routes/*.examples.yaml
     * @param examplesFailed what is wrong with each, in words
     * @param operations what polling costs each
     */
    record View(
            boolean well,
            List<Finding> problems,
            int files,
            int examples,
            int examplesPassed,
            List<String> examplesFailed,
            Map<String, Cost> operations) {}

    /**
     * A mistake, or a warning.
     *
     * @param severity {@code error} or {@code warning}
     * @param origin the file and line, or the variable
     * @param value masked where it is a secret
     * @param rule what it breaks
     */
    record Finding(String severity, String origin, String key, String value, String rule) {}

    /**
     * Calls a day.
     *
     * @param needed by the settings of polling
     * @param limit how many may be made
     */
    record Cost(long needed, int limit) {}

    private final List<Finding> findings = new ArrayList<>();
    private List<String> failed = List.of();
    private int examples;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Terminal.load(home.path(), Map.of(), "SYSTEM_ERR", "WARN");
        List<Problem> problems = SettingsCheck.run(settings);
        problems.forEach(problem -> tell(settings, problem));
        if (problems.stream().anyMatch(Problem::isError)) {
            return end(settings, 0, 2);
        }
        int files;
        try {
            files = files(settings);
        } catch (UsageException e) {
            if (!json.wanted()) {
                throw e;
            }
            e.getMessage()
                    .lines()
                    .map(settings::mask)
                    .map(CheckCommand::finding)
                    .forEach(findings::add);
            return end(settings, 0, 2);
        }
        if (!failed.isEmpty()) {
            return end(settings, files, 2);
        }
        if (!json.wanted()) {
            cost(settings);
            try {
                lateness(settings);
            } catch (StoreException elsewhere) {
                System.out.println("warning: store.url: " + elsewhere.getMessage());
            }
        }
        return end(
                settings,
                files,
                !online || OnlineCheck.run(settings, times, json.wanted() ? System.err : System.out) ? 0 : 1);
    }

    /**
     * Loads the files and tries the examples.
     *
     * @return how many files there are
     * @throws UsageException with a line for each mistake in them
     */
    private int files(Settings settings) {
        try (Rehearsal rehearsal = new Rehearsal(settings, home.path())) {
            SettingsCheck.unused(settings, rehearsal::mentions).forEach(problem -> tell(settings, problem));
            List<String> unserved = rehearsal.unserved();
            if (!unserved.isEmpty()) {
                throw new UsageException(String.join("\n", unserved));
            }
            int files = rehearsal.files();
            if (!json.wanted()) {
                System.out.println("click-router: the settings and " + files + " files of routes/ are in order");
            }
            examples(rehearsal);
            return files;
        }
    }

    /** A mistake in a file: routes/routing.camel.yaml:12: what, and what to write. */
    private static Finding finding(String line) {
        Matcher placed = PLACED.matcher(line);
        return placed.matches()
                ? new Finding("error", placed.group(1), "", "", placed.group(2))
                : new Finding("error", "routes/", "", "", line);
    }

    private void tell(Settings settings, Problem problem) {
        if (json.wanted()) {
            findings.add(new Finding(
                    problem.isError() ? "error" : "warning",
                    problem.origin(),
                    problem.key(),
                    problem.maskedValue(),
                    settings.mask(problem.rule())));
        } else {
            (problem.isError() ? System.err : System.out).println(settings.mask(problem.line()));
        }
    }

    private int end(Settings settings, int files, int exitCode) {
        if (json.wanted()) {
            Map<String, Cost> operations = new TreeMap<>();
            if (exitCode != 2) {
                settings.operations()
                        .forEach(o -> operations.put(o.name(), new Cost(needed(settings), o.dailyLimit())));
            }
            Json.print(
                    new View(exitCode == 0, findings, files, examples, examples - failed.size(), failed, operations));
        }
        return exitCode;
    }

    /** Keeps each that does not go where it must. */
    private void examples(Rehearsal rehearsal) {
        List<Example> all = ExampleFile.readAll(rehearsal.folder());
        if (!all.isEmpty()) {
            ExampleRun.Result result = ExampleRun.run(rehearsal, all);
            examples = all.size();
            failed = result.failures();
            if (!json.wanted()) {
                System.out.println("examples of routes/: " + result.passed() + " of " + all.size() + " passed");
                failed.forEach(System.err::println);
            }
        }
    }

    private static long needed(Settings settings) {
        return Math.round(DailyRequests.of(settings.duration("poll.period"), settings.list("poll.re-read")));
    }

    private static void cost(Settings settings) {
        long needed = needed(settings);
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
