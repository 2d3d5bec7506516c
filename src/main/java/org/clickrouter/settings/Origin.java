package org.clickrouter.settings;

/**
 * Where a value came from, in words for whoever has to mend it.
 *
 * @param place such as {@code application.properties:12} or {@code environment variable POLL_PERIOD}
 */
record Origin(String place) {

    static final String FILE_NAME = "application.properties";
    static final Origin DEFAULT = new Origin(FILE_NAME);
    static final Origin COMMAND = new Origin("command line");

    static Origin line(int number) {
        return new Origin(FILE_NAME + ":" + number);
    }

    static Origin environment(String variable) {
        return new Origin("environment variable " + variable);
    }

    /** Whether the locale of the JVM decides how its bytes are read. */
    boolean outsideTheFile() {
        return place.startsWith("environment variable ") || place.startsWith("-D") || equals(COMMAND);
    }

    static Origin system(String key) {
        return new Origin("-D" + key);
    }
}
