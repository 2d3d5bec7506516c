package org.clickrouter.host;

import java.util.Map;
import java.util.TreeMap;
import org.clickrouter.settings.UsageException;

/**
 * The parameters of Kamelet wolkvox-click-source, as a bean, so that none of them stands in an endpoint's URI. An empty
 * one counts as not given; the rules and units are those of application.properties.
 */
public final class ClickSource {

    private final Map<String, String> values = new TreeMap<>();
    private String operation = "default";

    /** @param operation name of the contact center: part of each click's identity */
    public void setOperation(String operation) {
        this.operation = operation;
        set("wolkvox.operation", operation);
    }

    /** @param server the NNNN of wvNNNN.wolkvox.com */
    public void setServer(String server) {
        set("wolkvox.server", server);
    }

    /** @param baseUrl the API's address instead of the server */
    public void setBaseUrl(String baseUrl) {
        set("wolkvox.base-url", baseUrl);
    }

    /** @param token the API token */
    public void setToken(String token) {
        set("wolkvox.token", token);
    }

    /** @param timeZone zone of the report's times */
    public void setTimeZone(String timeZone) {
        set("wolkvox.time-zone", timeZone);
    }

    /** @param licenses each grants 1,000 requests a day */
    public void setLicenses(String licenses) {
        set("wolkvox.licenses", licenses);
    }

    /** @param codes comma-separated; empty: every click, {@code *}: every coded one */
    public void setCodes(String codes) {
        set("out.codes", codes);
    }

    /** @param period between two polls, a duration */
    public void setPeriod(String period) {
        set("poll.period", period);
    }

    /** @param lookBack of the very first poll, a duration */
    public void setLookBack(String lookBack) {
        set("poll.start", lookBack);
    }

    /** @param reRead re-reads that find late codes, span/every */
    public void setReRead(String reRead) {
        set("poll.re-read", reRead);
    }

    /** @param schedule waits between the attempts at one message */
    public void setRetrySchedule(String schedule) {
        set("retry.schedule", schedule);
    }

    /** @param url JDBC URL of the database */
    public void setStoreUrl(String url) {
        set("store.url", url);
    }

    /** @param user of the database; like {@code token} and {@code password} a name that Camel masks in what it logs */
    public void setUsername(String user) {
        set("store.user", user);
    }

    /** @param password of the database user */
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
