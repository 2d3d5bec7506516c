package org.clickrouter.cli.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;

/** What every command does first: read the settings, guard the output, set the log, refuse mistakes. */
public final class Terminal {

    private Terminal() {}

    /**
     * @param overrides the product's own values by key
     * @param log "SYSTEM_OUT" or "SYSTEM_ERR": where log lines go
     * @param level of the log; null takes log.level
     * @throws UsageException with one line for each mistake
     */
    public static Settings settings(Path home, Map<String, String> overrides, String log, String level) {
        return settings(home, overrides, log, level, warning -> {});
    }

    /** @param warnings gets a line for each thing that is allowed and looks wrong, secrets masked */
    public static Settings settings(
            Path home, Map<String, String> overrides, String log, String level, Consumer<String> warnings) {
        Settings settings = load(home, overrides, log, level);
        List<Problem> problems = SettingsCheck.run(settings);
        String errors = String.join(
                "\n",
                problems.stream()
                        .filter(Problem::isError)
                        .map(Problem::line)
                        .map(settings::mask)
                        .toList());
        if (!errors.isEmpty()) {
            throw new UsageException(errors);
        }
        problems.stream().map(Problem::line).map(settings::mask).forEach(warnings);
        return settings;
    }

    /** The same, with mistakes left to the caller. */
    public static Settings load(Path home, Map<String, String> overrides, String log, String level) {
        Settings settings = Settings.load(home, System.getenv(), System.getProperties(), overrides);
        MaskedOutput.install(settings::mask);
        System.setProperty("clickrouter.log.target", log);
        System.setProperty("clickrouter.log.level", level != null ? level : text(settings, "log.level"));
        System.setProperty("clickrouter.log.format", text(settings, "log.format"));
        System.setProperty("clickrouter.log.zone", zone(settings));
        return settings;
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
