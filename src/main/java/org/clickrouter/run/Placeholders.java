package org.clickrouter.run;

import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clickrouter.destination.mail.MailSessions;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.SettingsCatalog;

/** What routes may name in {@code {{key}}}: every setting, and a few words made from them for Camel's own options. */
public final class Placeholders {

    private static final Pattern SECRET =
            Pattern.compile("(wolkvox|store|webhook|email|sql|kafka|jms)\\..*(token|password|secret|headers|url)");

    private Placeholders() {}

    public static Properties of(Settings settings) {
        Properties all = settings.effective();
        own(all, ".url").forEach(name -> like(all, name, ".url", topicOrQueue(all, name) == null ? "webhook" : "jms"));
        own(all, ".brokers").forEach(name -> like(all, name, ".brokers", "kafka"));
        all.setProperty("webhook.on", String.valueOf(on(settings, "webhook")));
        all.setProperty("email.on", String.valueOf(on(settings, "email")));
        all.setProperty("sql.on", String.valueOf(on(settings, "sql")));
        all.setProperty("kafka.on", String.valueOf(on(settings, "kafka")));
        all.setProperty("jms.on", String.valueOf(on(settings, "jms")));
        all.setProperty("jms.destination", topicOrQueue(all, "jms"));
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
    public static void run(Properties placeholders, boolean poll, boolean backfill, boolean deliver) {
        placeholders.setProperty("run.poll", String.valueOf(poll));
        placeholders.setProperty("run.backfill", String.valueOf(backfill));
        placeholders.setProperty("run.deliver", String.valueOf(deliver));
    }

    /** Destinations that the engineer added: NAME of each NAME.url or NAME.brokers that is no setting of ours. */
    private static List<String> own(Properties all, String address) {
        return all.stringPropertyNames().stream()
                .filter(key -> key.endsWith(address))
                .filter(key -> SettingsCatalog.PREFIXES.stream().noneMatch(key::startsWith))
                .map(key -> key.substring(0, key.length() - address.length()))
                .toList();
    }

    /** A destination of the engineer's own has the limits of the shipped one of its kind, unless it says otherwise. */
    private static void like(Properties all, String name, String address, String kind) {
        all.setProperty(
                name + ".on", String.valueOf(!all.getProperty(name + address).isBlank()));
        all.putIfAbsent(name + ".max-in-flight", all.getProperty(kind + ".max-in-flight"));
        all.putIfAbsent(name + ".rate", all.getProperty(kind + ".rate"));
        if (kind.equals("jms")) {
            all.setProperty(name + ".destination", topicOrQueue(all, name));
        }
    }

    /** Where a destination's messages go at its JMS broker, as camel-jms names it; null for one that has neither. */
    private static String topicOrQueue(Properties all, String name) {
        String topic = all.getProperty(name + ".topic", "");
        String queue = all.getProperty(name + ".queue", "");
        return !topic.isEmpty() ? "topic:" + topic : !queue.isEmpty() ? "queue:" + queue : null;
    }

    /** Whether any destination is reached by Kafka. */
    static boolean kafka(Settings settings) {
        return settings.isSet("kafka.brokers")
                || !own(settings.effective(), ".brokers").isEmpty();
    }

    /** Destinations that are reached by JMS: those with a URL and a queue or topic. */
    static List<String> jms(Settings settings) {
        Properties all = settings.effective();
        return Stream.concat(Stream.of("jms"), own(all, ".url").stream())
                .filter(name -> topicOrQueue(all, name) != null)
                .filter(name -> !all.getProperty(name + ".url").isBlank())
                .toList();
    }

    /** Whether a destination of the shipped files has an address; the SQL sink always has one, the store. */
    public static boolean on(Settings settings, String destination) {
        return switch (destination) {
            case "webhook" -> settings.isSet("webhook.url");
            case "email" -> settings.isSet("email.host");
            case "kafka" -> settings.isSet("kafka.brokers");
            case "jms" -> settings.isSet("jms.url");
            default -> true;
        };
    }

    private static String millis(Settings settings, String key) {
        return String.valueOf(settings.duration(key).toMillis());
    }
}
