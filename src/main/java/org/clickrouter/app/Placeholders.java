package org.clickrouter.app;

import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.SettingsCatalog;

/** What routes may name in {@code {{key}}}: every setting, and a few words made from them for Camel's own options. */
final class Placeholders {

    /** Camel's throttler keeps a permit for each request of a period, so "no limit" is a number that no destination reaches. */
    private static final String NO_LIMIT = "10000";

    private static final Pattern SECRET = Pattern.compile("(wolkvox|store|webhook|email|sql)\\..*(token|password|secret|headers|url)");

    private Placeholders() {
    }

    static Properties of(Settings settings) {
        Properties all = settings.effective();
        ownWebhooks(all).forEach(name -> {
            // A webhook of the engineer's own has the webhook's limits, unless it says otherwise.
            all.setProperty(name + ".on", String.valueOf(!all.getProperty(name + ".url").isBlank()));
            all.putIfAbsent(name + ".max-in-flight", all.getProperty("webhook.max-in-flight"));
            all.putIfAbsent(name + ".rate", all.getProperty("webhook.rate"));
            rate(all, name + ".rate");
        });
        all.setProperty("webhook.on", String.valueOf(on(settings, "webhook")));
        all.setProperty("email.on", String.valueOf(on(settings, "email")));
        all.setProperty("sql.on", String.valueOf(on(settings, "sql")));
        for (String rate : new String[] {"webhook.rate", "email.rate", "sql.rate"}) {
            rate(all, rate);
        }
        all.setProperty("email.protocol", MailSessions.protocol(settings));
        all.setProperty("email.timeout.ms", millis(settings, "email.timeout"));
        boolean digest = settings.isSet("email.digest");
        all.setProperty("email.digest.ms", digest ? millis(settings, "email.digest") : "0");
        all.setProperty("email.batch", digest ? "1000" : "1");
        all.setProperty("delivery.lease.ms", millis(settings, "delivery.lease"));
        all.setProperty("poll.period.ms", millis(settings, "poll.period"));
        all.setProperty("poll.tick.ms", millis(settings, "poll.tick"));
        // The shipped routes need no secret: beans read them from the settings. An engineer's own keys stay.
        all.keySet().removeIf(key -> SECRET.matcher(key.toString()).matches());
        return all;
    }

    /** What of the routes starts by itself; whoever hosts them says so. */
    static void run(Properties placeholders, boolean poll, boolean backfill, boolean deliver) {
        placeholders.setProperty("run.poll", String.valueOf(poll));
        placeholders.setProperty("run.backfill", String.valueOf(backfill));
        placeholders.setProperty("run.deliver", String.valueOf(deliver));
    }

    /** Destinations that the engineer added: NAME of each NAME.url that is no setting of ours. */
    private static List<String> ownWebhooks(Properties all) {
        return all.stringPropertyNames().stream().filter(key -> key.endsWith(".url"))
            .filter(key -> SettingsCatalog.PREFIXES.stream().noneMatch(key::startsWith))
            .map(key -> key.substring(0, key.length() - ".url".length())).toList();
    }

    /** The Throttle EIP counts whole requests in a period, so half a request a second is one in two. */
    private static void rate(Properties all, String key) {
        double perSecond = Double.parseDouble(all.getProperty(key));
        all.setProperty(key, perSecond == 0 ? NO_LIMIT : String.valueOf(Math.max(1, Math.round(perSecond))));
        all.setProperty(key + ".period", String.valueOf(perSecond == 0 || perSecond >= 1 ? 1000 : Math.round(1000 / perSecond)));
    }

    /** Whether a destination of the shipped files has an address; the SQL sink always has one, the store. */
    static boolean on(Settings settings, String destination) {
        return switch (destination) {
            case "webhook" -> settings.isSet("webhook.url");
            case "email" -> settings.isSet("email.host");
            default -> true;
        };
    }

    private static String millis(Settings settings, String key) {
        return String.valueOf(settings.duration(key).toMillis());
    }
}
