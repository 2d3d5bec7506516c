package org.clickrouter.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.DurationConverter;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.store.reports.Instances.Instance;
import org.clickrouter.store.reports.Reloads;
import org.clickrouter.store.reports.Reloads.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reload}: has what runs take the edited files, and prints what it says of them. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = {
            "Asks each process that runs on the store to load routes/, kamelets/ and the settings anew, and prints what it answers.",
            "A process takes them only when all of it stands; else nothing changes, and the answer says file, line, step and remedy.",
            "`click-router check` tries the same files without asking anybody. Exit code 0 where all processes took them, 1 where one refused, did not answer, or none runs."
        },
        footer = {"", "For example: click-router check && click-router reload"})
final class ReloadCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 100;

    @Mixin
    private Home home;

    @Mixin
    private Json json;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait for the answers (default: 60s).",
            defaultValue = "60s",
            converter = DurationConverter.class)
    private Duration timeout;

    /**
     * What is printed.
     *
     * @param loaded whether every process took the files
     * @param processes empty where none runs
     */
    record View(boolean loaded, List<Process> processes) {}

    /**
     * One that runs the main job.
     *
     * @param lines what it said of it
     */
    record Process(String name, boolean answered, boolean loaded, List<String> lines) {}

    @Override
    public Integer call() throws InterruptedException {
        try (StoreOnly open = new StoreOnly(home.path())) {
            Instances instances = new Instances(open.stores.database, open.clock);
            long now = open.clock.millis();
            List<String> running = instances.all().stream()
                    .filter(instance -> instance.runs(now))
                    .map(Instance::name)
                    // A process that was killed counts as running for a minute.
                    .filter(name -> !InstanceId.here().hasEnded(name))
                    .toList();
            if (running.isEmpty()) {
                if (json.wanted()) {
                    Json.print(new View(false, List.of()));
                }
                System.err.println(
                        "click-router: no process runs here, so there is nothing to load anew; the next start"
                                + " takes the files as they are");
                return 1;
            }
            Reloads reloads = new Reloads(open.stores.database, open.clock);
            Map<String, String> asked = new LinkedHashMap<>();
            running.forEach(name -> asked.put(name, reloads.ask(name)));
            long until = now + timeout.toMillis();
            List<Process> answers = new ArrayList<>();
            for (Map.Entry<String, String> one : asked.entrySet()) {
                Optional<Answer> answer = await(reloads, one.getValue(), until, open);
                answers.add(new Process(
                        one.getKey(),
                        answer.isPresent(),
                        answer.map(Answer::loaded).orElse(false),
                        answer.map(Answer::lines).orElse(List.of())));
                if (!json.wanted()) {
                    print(running.size() == 1 ? "" : one.getKey() + ": ", answer);
                }
            }
            boolean all = answers.stream().allMatch(Process::loaded);
            if (json.wanted()) {
                Json.print(new View(all, answers));
            }
            return all ? 0 : 1;
        }
    }

    private static Optional<Answer> await(Reloads reloads, String id, long until, StoreOnly open)
            throws InterruptedException {
        Optional<Answer> answer = reloads.answer(id);
        while (answer.isEmpty() && open.clock.millis() < until) {
            Thread.sleep(LOOK_MILLIS);
            answer = reloads.answer(id);
        }
        return answer;
    }

    private void print(String who, Optional<Answer> answer) {
        if (answer.isEmpty()) {
            System.err.println(
                    who + "no answer yet: the process was killed, or is still busy with what it loads; `click-router"
                            + " status` tells whether it runs, its log how the reload ended");
            return;
        }
        answer.get().lines().forEach(line -> (answer.get().loaded() ? System.out : System.err).println(who + line));
    }
}
