package org.clickrouter.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/**
 * Asks a running product whether it lives, for a container's health check: images lack curl, wget or a shell, but never
 * Java. A class of its own, since all else of the command line would take longer to load than the question.
 */
public final class HealthProbe {

    private static final int PATIENCE_MILLIS = 4_000;

    private HealthProbe() {}

    /** Ends with exit code 0 where the product lives, else with 1. It listens on HTTP_PORT, 8080 unless that is set. */
    public static void main(String[] arguments) {
        System.exit(ask(System.getenv()));
    }

    /** @return 0 for an answer of 200, else 1 */
    static int ask(Map<String, String> environment) {
        String port = environment.getOrDefault("HTTP_PORT", "8080");
        try {
            HttpURLConnection call = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/observe/health/live")
                    .toURL()
                    .openConnection();
            call.setConnectTimeout(PATIENCE_MILLIS);
            call.setReadTimeout(PATIENCE_MILLIS);
            if (call.getResponseCode() == HttpURLConnection.HTTP_OK) {
                return 0;
            }
            System.err.println("answered " + call.getResponseCode());
        } catch (IOException | IllegalArgumentException away) {
            System.err.println(away.getMessage());
        }
        return 1;
    }
}
