package org.clickrouter.cli.output;

import java.util.Map;

/**
 * The log of a command that only looks into the store: the simple logger of Log4j's API, which writes warnings to
 * stderr. Log4j itself takes a third of such a command's time to begin with (bench/README.md), for a line that hardly
 * ever comes.
 */
public final class SimpleLog {

    /** By Log4j's own names (Log4j 2, "Simple Logger"). */
    private static final Map<String, String> PROPERTIES = Map.of(
            "log4j.provider", "org.apache.logging.log4j.simple.internal.SimpleProvider",
            "org.apache.logging.log4j.simplelog.level", "WARN",
            "org.apache.logging.log4j.simplelog.showShortLogname", "true",
            // Thirty lines for each connection of a store that has gone; whoever needed it says so in one.
            "org.apache.logging.log4j.simplelog.com.zaxxer.hikari.pool.ProxyConnection.level", "ERROR");

    private SimpleLog() {}

    /** Chooses it, where nothing has logged yet and the JVM's options name no other. */
    public static void choose() {
        PROPERTIES.forEach((key, value) -> System.setProperty(key, System.getProperty(key, value)));
    }
}
