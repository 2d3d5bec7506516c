package org.clickrouter.app;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.SettingsCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check}: is everything set as it must be? Nothing is called, sent or written. */
@Command(name = "check", mixinStandardHelpOptions = true,
    description = "Checks every setting and every file of routes/; calls, sends and writes nothing. Exit code 2 and one line a mistake.")
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private ClickRouter.Home home;

    @Override
    public Integer call() {
        Settings settings = Console.load(home.path(), Map.of(), "SYSTEM_ERR", "WARN");
        List<Problem> problems = SettingsCheck.run(settings);
        problems.forEach(problem -> (problem.isError() ? System.err : System.out).println(settings.mask(problem.line())));
        if (problems.stream().anyMatch(Problem::isError)) {
            return 2;
        }
        try (Rehearsal rehearsal = new Rehearsal(home.path(), Map.of())) {
            System.out.println("click-router: the settings and " + rehearsal.files() + " files of routes/ are in order");
        }
        return 0;
    }
}
