package org.clickrouter.cli.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.SecretAwayException;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.Sources;
import org.clickrouter.settings.UsageException;
import org.clickrouter.vault.CamelFunctions;

/** What every command does first: read the settings, guard the output, set the log, refuse mistakes. */
public final class Terminal {

    private Terminal() {}

    /**
     * @param overrides the product's own values by key
     * @param log "SYSTEM_OUT" or "SYSTEM_ERR": where log lines go
     * @param level of the log; null takes log.level
     * @throws UsageException with one line for each mistake
     * @throws SecretAwayException where nothing is wrong but that secrets cannot be had now
     */
    public static Settings settings(Path home, Map<String, String> overrides, String log, String level) {
        return settings(home, overrides, log, level, warning -> {});
    }

    /** @param warnings gets a line for each thing that is allowed and looks wrong, secrets masked */
    public static Settings settings(
            Path home, Map<String, String> overrides, String log, String level, Consumer<String> warnings) {
        Settings settings = load(home, overrides, log, level);
        List<Problem> problems = SettingsCheck.run(settings);
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            String lines = String.join(
                    "\n", errors.stream().map(Problem::line).map(settings::mask).toList());
            throw errors.stream().allMatch(error -> Sources.mayPass(settings, error.key()))
                    ? new SecretAwayException(lines)
                    : new UsageException(lines);
        }
        problems.stream().map(Problem::line).map(settings::mask).forEach(warnings);
        return settings;
    }

    /** The same, with mistakes left to the caller. */
    public static Settings load(Path home, Map<String, String> overrides, String log, String level) {
        Settings settings = Settings.load(home, System.getenv(), System.getProperties(), overrides);
        MaskedOutput.install(settings::mask);
        prepareLog(settings, log, level);
        Settings lookedUp = Sources.lookedUp(settings, CamelFunctions::new);
        if (lookedUp != settings) {
            MaskedOutput.install(lookedUp::mask);
            prepareLog(lookedUp, log, level);
        }
        return lookedUp;
    }

    /** Before the first library logs, and that may be the one that looks up a secret. */
    private static void prepareLog(Settings settings, String log, String level) {
        System.setProperty("clickrouter.log.target", log);
        System.setProperty("clickrouter.log.level", level != null ? level : text(settings, "log.level"));
        System.setProperty("clickrouter.log.format", text(settings, "log.format"));
        System.setProperty("clickrouter.log.zone", zone(settings));
    }

    /** The log has the clock of all else on the screen: that of the (first) operation. */
    private static String zone(Settings settings) {
        try {
            return settings.operations().get(0).zone().getId();
        } catch (IllegalArgumentException e) {
            return "UTC";
        }
    }

    private static String text(Settings settings, String key) {
        try {
            return settings.get(key);
        } catch (IllegalArgumentException e) {
            // The check names the mistake.
            return key.equals("log.level") ? "INFO" : "text";
        }
    }
}
