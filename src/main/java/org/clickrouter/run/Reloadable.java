package org.clickrouter.run;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.clickrouter.settings.Settings;

/** Which settings a reload can change, and which need a restart: those that the process itself is built on. */
final class Reloadable {

    private static final List<String> RESTART = List.of(
            "wolkvox.",
            "poll.",
            "store.",
            "http.",
            "console.",
            "operator.gather",
            "doctor.",
            "secrets.",
            "log.",
            "camel.",
            "sql.url",
            "sql.user",
            "sql.password",
            "sql.max-in-flight");

    /** Every call of the API asks for the token anew, and new routes have a new client. */
    private static final Pattern OF_A_CALL = Pattern.compile("wolkvox\\.((.+\\.)?token|proxy|local-address|ca)");

    /** Log-ins that may come, and become others, while the process runs. To do without one needs a restart. */
    private static final Set<String> LOG_INS = Set.of(
            "store.user", "store.password", "sql.user", "sql.password", "console.password", "console.reader-password");

    private Reloadable() {}

    /** @return the keys that differ and need a restart, each with its present value */
    static Map<String, String> kept(Settings present, Settings wanted) {
        Properties old = present.effective();
        Properties now = wanted.effective();
        Map<String, String> kept = new TreeMap<>();
        Properties all = new Properties();
        all.putAll(old);
        all.putAll(now);
        for (String key : all.stringPropertyNames()) {
            String before = old.getProperty(key, "");
            String after = now.getProperty(key, "");
            boolean renewed = LOG_INS.contains(key) && !after.isEmpty();
            if (!renewed
                    && RESTART.stream().anyMatch(key::startsWith)
                    && !OF_A_CALL.matcher(key).matches()
                    && !before.equals(after)) {
                kept.put(key, before);
            }
        }
        return kept;
    }
}
