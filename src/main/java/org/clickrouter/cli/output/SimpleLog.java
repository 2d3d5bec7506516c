package org.clickrouter.cli.output;

import java.util.Map;

/**
 * The log of a command that only looks into the store: the simple logger of Log4j's API, which writes warnings to
 * stderr. Log4j itself takes a quarter of such a command's time to begin with (bench/README.md), for a line that hardly
 * ever comes.
 */
public final class SimpleLog {

    private static final String SIMPLE = "org.apache.logging.log4j.simplelog.";

    /** By Log4j's own names (Log4j 2, "Simple Logger"). It knows a logger by its whole name alone. */
    static final Map<String, String> PROPERTIES = Map.of(
            "log4j.provider",
            "org.apache.logging.log4j.simple.internal.SimpleProvider",
            SIMPLE + "level",
            "WARN",
            SIMPLE + "showShortLogname",
            "true",
            // What log4j2.xml keeps silent, and why: the log steps of routes that are only tried, as `trace` tries
            // them.
            SIMPLE + "click-router.tryout.level",
            "OFF",
            SIMPLE + "org.apache.camel.impl.engine.InternalServiceManager.level",
            "OFF",
            SIMPLE + "com.zaxxer.hikari.pool.ProxyConnection.level",
            "ERROR");

    private SimpleLog() {}

    /** Chooses it, where nothing has logged yet and the JVM's options name no other. */
    public static void choose() {
        PROPERTIES.forEach((key, value) -> System.setProperty(key, System.getProperty(key, value)));
    }
}
