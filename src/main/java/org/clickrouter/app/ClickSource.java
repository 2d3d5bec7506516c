package org.clickrouter.app;

import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of Kamelet wolkvox-click-source, as a bean, so that none of them stands in an endpoint's URI. An empty one counts as
 * not given; the rules and units are those of application.properties.
 */
public final class ClickSource {

    private final Map<String, String> values = new TreeMap<>();
    private String operation = "default";

    /** @param operation name of the contact center: part of each click's identity */
    public void setOperation(String operation) {
        this.operation = operation;
        set("wolkvox.operation", operation);
    }

    public void setServer(String server) {
        set("wolkvox.server", server);
    }

    public void setBaseUrl(String baseUrl) {
        set("wolkvox.base-url", baseUrl);
    }

    public void setToken(String token) {
        set("wolkvox.token", token);
    }

    public void setTimeZone(String timeZone) {
        set("wolkvox.time-zone", timeZone);
    }

    public void setLicenses(String licenses) {
        set("wolkvox.licenses", licenses);
    }

    /** @param codes comma-separated; empty: every click, {@code *}: every coded one */
    public void setCodes(String codes) {
        set("out.codes", codes);
    }

    public void setPeriod(String period) {
        set("poll.period", period);
    }

    public void setLookBack(String lookBack) {
        set("poll.start", lookBack);
    }

    public void setReRead(String reRead) {
        set("poll.re-read", reRead);
    }

    public void setRetrySchedule(String schedule) {
        set("retry.schedule", schedule);
    }

    public void setStoreUrl(String url) {
        set("store.url", url);
    }

    /** @param user of the database; like {@code token} and {@code password} a name that Camel masks in what it logs */
    public void setUsername(String user) {
        set("store.user", user);
    }

    public void setPassword(String password) {
        set("store.password", password);
    }

    private void set(String key, String value) {
        if (value != null && !value.isBlank()) {
            values.put(key, value);
        }
    }

    String operation() {
        return operation;
    }

    /** @throws UsageException with one line for each mistake */
    HostSettings read() {
        HostSettings settings = HostSettings.read(values, "Kamelet wolkvox-click-source");
        if (!settings.polls()) {
            throw new UsageException("Kamelet wolkvox-click-source: server (or baseUrl) and token must be given");
        }
        return settings;
    }
}
