package org.clickrouter.cli.option;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.clickrouter.console.view.DeliveryFilter;
import org.clickrouter.settings.UsageException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which deliveries: what the console's page Deliveries can filter. */
public final class Filter {

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "This one (msg_...), or those of a request that several share (batch_...).")
    private String id;

    @Option(names = "--chat", paramLabel = "CHAT_ID", description = "Those of this chat.")
    private String chat;

    @Option(names = "--ad", paramLabel = "SOURCE_ID", description = "Those of this ad or post.")
    private String ad;

    @Option(names = "--code", paramLabel = "COD_ACT", description = "Those of this activity code.")
    private String code;

    @Option(names = "--operation", paramLabel = "NAME", description = "Those of this operation.")
    private String operation;

    @Option(names = "--destination", paramLabel = "NAME", description = "Those to this destination.")
    private String destination;

    @Option(
            names = "--failure",
            paramLabel = "KIND",
            description = "Those whose last failure is of this kind, such as REJECTED.")
    private String failure;

    @Option(names = "--status", paramLabel = "HTTP", description = "Those whose last try got this HTTP status.")
    private String status;

    @Mixin
    private Period period;

    /** The stretch of time. */
    public Period period() {
        return period;
    }

    /** The names of what is asked for. */
    public Set<String> names() {
        return given(null).keySet();
    }

    /**
     * @param state to ask for, or null
     * @param more of {@link DeliveryFilter#NAMES}, or {@code before}
     * @throws UsageException for what cannot be
     */
    public DeliveryFilter of(String state, Map<String, String> more, ZoneId zone, Instant now) {
        Map<String, String> given = given(state);
        given.putAll(more);
        period.moments(zone, now);
        try {
            return new DeliveryFilter(given, zone, now);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage());
        }
    }

    private Map<String, String> given(String state) {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "state", state);
        put(given, "id", id);
        put(given, "chat", chat);
        put(given, "ad", ad);
        put(given, "code", code);
        put(given, "operation", operation);
        put(given, "destination", destination);
        put(given, "failure", failure);
        put(given, "status", status);
        put(given, "from", period.from());
        put(given, "to", period.to());
        return given;
    }

    private static void put(Map<String, String> given, String name, String text) {
        if (text != null) {
            given.put(name, text);
        }
    }
}
