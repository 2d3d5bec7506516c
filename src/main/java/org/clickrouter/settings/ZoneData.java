package org.clickrouter.settings;

import static java.util.Map.entry;

import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.catalog.Setting;

/**
 * Zones whose rules changed after the oldest Java 17 was built, and the version of the tz database that knows it. A
 * Java that is older asks for the wrong hour, and every answer looks empty.
 */
public final class ZoneData {

    /** By zone, after the NEWS of the tz database; what changed before 2021b every Java 17 knows. */
    private static final Map<String, String> CHANGED = Map.ofEntries(
            entry("America/Mexico_City", "2022f"),
            entry("America/Bahia_Banderas", "2022f"),
            entry("America/Chihuahua", "2022f"),
            entry("America/Mazatlan", "2022f"),
            entry("America/Merida", "2022f"),
            entry("America/Monterrey", "2022f"),
            entry("Mexico/General", "2022f"),
            entry("Mexico/BajaSur", "2022f"),
            entry("America/Ojinaga", "2022g"),
            entry("America/Ciudad_Juarez", "2022g"),
            entry("America/Asuncion", "2025a"),
            entry("America/Santiago", "2022b"),
            entry("Chile/Continental", "2022b"),
            entry("Pacific/Easter", "2022b"),
            entry("Chile/EasterIsland", "2022b"),
            entry("America/Coyhaique", "2025b"),
            entry("America/Nuuk", "2023d"),
            entry("America/Godthab", "2023d"),
            entry("America/Scoresbysund", "2023d"),
            entry("Africa/Cairo", "2023a"),
            entry("Egypt", "2023a"),
            entry("Africa/Casablanca", "2023a"),
            entry("Africa/El_Aaiun", "2023a"),
            entry("Asia/Almaty", "2024a"),
            entry("Asia/Qostanay", "2024a"),
            entry("Asia/Gaza", "2024a"),
            entry("Asia/Hebron", "2024a"),
            entry("Asia/Beirut", "2023c"),
            entry("Asia/Amman", "2022f"),
            entry("Asia/Damascus", "2022f"),
            entry("Asia/Tehran", "2022b"),
            entry("Iran", "2022b"),
            entry("Pacific/Apia", "2021b"),
            entry("Pacific/Fiji", "2022f"));

    private ZoneData() {}

    /** @return the version of the tz database that this Java has, such as {@code 2025a} */
    public static String version() {
        return ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
    }

    /**
     * @param version of the tz database, such as {@code 2025a}
     * @return a warning for each zone of the settings whose last change that version does not know
     */
    public static List<Problem> check(Settings settings, String version) {
        List<Problem> problems = new ArrayList<>();
        for (String key : settings.keys()) {
            if (key.startsWith(Setting.OPERATION_PREFIX) && key.endsWith("time-zone")) {
                String changed = CHANGED.getOrDefault(settings.raw(key), "");
                if (version.compareTo(changed) < 0) {
                    problems.add(
                            settings.problem(
                                    Severity.WARNING,
                                    key,
                                    "changed its rules in " + changed + " of the tz database, and this Java ("
                                            + System.getProperty("java.version") + ") has " + version
                                            + ": it may ask the API for the wrong hour, and every answer looks empty; use a newer Java"));
                }
            }
        }
        return problems;
    }
}
