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

    /** Every call of the API asks for it anew. */
    private static final Pattern TOKEN = Pattern.compile("wolkvox\\.(.+\\.)?token");

    /** Log-ins that may become others while the process runs. Whether there is one at all is of its start. */
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
            boolean renewed = LOG_INS.contains(key) && !before.isEmpty() && !after.isEmpty();
            if (!renewed
                    && RESTART.stream().anyMatch(key::startsWith)
                    && !TOKEN.matcher(key).matches()
                    && !before.equals(after)) {
                kept.put(key, before);
            }
        }
        return kept;
    }
}
