package org.clickrouter.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Relative paths of the settings start from the home, not from the folder that a command happens to be typed in: else
 * {@code status --home DIR} would look at another store than the one that runs.
 */
final class HomePaths {

    private static final Pattern H2_FILE = Pattern.compile("(?i)(jdbc:h2:(?:file:)?)(\\.{1,2}[/\\\\][^;]*)(.*)");

    private HomePaths() {}

    /**
     * @param home the folder of application.properties
     * @param key whose value it is
     * @param value in its canonical form
     * @return the same value, with a relative path of it made absolute
     */
    static String resolve(Path home, String key, String value) {
        if (key.endsWith(".client-config") && !value.isEmpty()) {
            return below(home, value);
        }
        if (!key.equals("store.url") && !key.equals("sql.url")) {
            return value;
        }
        Matcher file = H2_FILE.matcher(value);
        return file.matches() ? file.group(1) + below(home, file.group(2)) + file.group(3) : value;
    }

    private static String below(Path home, String path) {
        Path here = Path.of("").toAbsolutePath().normalize();
        Path folder = home.toAbsolutePath().normalize();
        try {
            // In the working folder a relative path means the same and is easier to read.
            return folder.equals(here) ? path : folder.resolve(path).normalize().toString();
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
