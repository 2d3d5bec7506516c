package org.clickrouter.run;

import java.util.Properties;
import java.util.regex.Pattern;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.settings.Settings;

/** What routes may name in {@code {{key}}}: every setting, and a few words made from them for Camel's own options. */
public final class Placeholders {

    private static final Pattern SECRET = Pattern.compile(
            "(wolkvox|store|webhook|email|sql|kafka|jms)\\..*(token|password|secret|headers|url|proxy|bearer)");

    private static final Pattern VAULT_FILE = Pattern.compile("camel\\.vault\\..*\\.file");

    private Placeholders() {}

    public static Properties of(Settings settings) {
        Properties all = settings.effective();
        DestinationKinds.destinations(settings).forEach(name -> destination(all, settings, name));
        boolean collects = settings.isSet("email.digest") || settings.isSet("email.at");
        all.setProperty("email.digest", settings.isSet("email.digest") ? settings.get("email.digest") : "0");
        all.setProperty("email.batch", collects ? "1000" : "1");
        all.setProperty("poll.period.ms", millis(settings, "poll.period"));
        all.setProperty("poll.tick.ms", millis(settings, "poll.tick"));
        // The shipped routes need no secret: beans read them from the settings. An engineer's own keys stay.
        all.keySet().removeIf(key -> SECRET.matcher(key.toString()).matches());
        // A word of ours, which Camel refuses.
        all.keySet().removeIf(key -> VAULT_FILE.matcher(key.toString()).matches());
        return all;
    }

    /** One of the engineer's own has the limits of the shipped one of its kind, unless it says otherwise. */
    private static void destination(Properties all, Settings settings, String name) {
        DestinationKind kind = DestinationKinds.of(settings, name);
        all.setProperty(name + ".enabled", String.valueOf(kind.isEnabled(settings, name)));
        for (String limit : new String[] {".max-in-flight", ".rate"}) {
            String shipped = all.getProperty(kind.name() + limit);
            if (shipped != null && all.getProperty(name + limit, "").isBlank()) {
                all.setProperty(name + limit, shipped);
            }
        }
    }

    /** What of the routes starts by itself; whoever hosts them says so. */
    public static void run(Properties placeholders, boolean poll, boolean backfill, boolean deliver) {
        placeholders.setProperty("run.poll", String.valueOf(poll));
        placeholders.setProperty("run.backfill", String.valueOf(backfill));
        placeholders.setProperty("run.deliver", String.valueOf(deliver));
    }

    private static String millis(Settings settings, String key) {
        return String.valueOf(settings.duration(key).toMillis());
    }
}
