package org.clickrouter.doctor.machine;

import java.util.List;
import java.util.function.Consumer;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.ZoneData;

/** The warnings of {@code check}; with a mistake nothing would have begun. */
public final class SettingsFileCheck implements Check {

    private final Settings settings;

    public SettingsFileCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Topic topic() {
        return Topic.SETTINGS_FILE;
    }

    @Override
    public void look(Consumer<Finding> say) {
        // Told of the machine, whose Java is what has to be mended.
        List<Problem> zones = ZoneData.check(settings, ZoneData.version());
        List<Problem> warnings = SettingsCheck.run(settings).stream()
                .filter(problem -> !zones.contains(problem))
                .toList();
        warnings.forEach(problem -> say.accept(Finding.warning(
                topic(), "", problem.line(), "Mend it there; click-router check says when it is right.")));
        if (warnings.isEmpty()) {
            say.accept(Finding.good(topic(), "", "check finds nothing wrong with the settings"));
        }
    }
}
