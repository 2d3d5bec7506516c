package org.clickrouter.doctor.machine;

import java.util.List;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.ZoneData;

/** Whether this Java knows the last change of the operations' zones. */
public final class ZoneDataCheck implements Check {

    private final Settings settings;
    private final String version;

    public ZoneDataCheck(Settings settings) {
        this(settings, ZoneData.version());
    }

    /** @param version of the tz database, such as {@code 2025a} */
    ZoneDataCheck(Settings settings, String version) {
        this.settings = settings;
        this.version = version;
    }

    @Override
    public Topic topic() {
        return Topic.MACHINE_ZONE_DATA;
    }

    @Override
    public void look(Consumer<Finding> say) {
        List<Problem> old = ZoneData.check(settings, version);
        old.forEach(problem -> say.accept(Finding.warning(
                topic(), problem.key(), problem.maskedValue() + " " + problem.rule(), "Use a newer Java.")));
        if (old.isEmpty()) {
            say.accept(Finding.good(topic(), "", "zone data " + version + " knows the zones of the settings"));
        }
    }
}
