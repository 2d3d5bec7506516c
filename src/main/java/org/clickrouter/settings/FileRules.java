package org.clickrouter.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.settings.Problem.Severity;

/**
 * Files and folders that settings name must be there before something needs them. Those of TLS are read as a whole
 * where their destination is checked, and files of secrets when the settings are read.
 */
public final class FileRules {

    /** What works without its file, only with less to tell; `ads --seed` even makes one of them. */
    private static final Set<String> MAY_COME_LATER = Set.of("ads.groups", "ads.export");

    private static final String OF_A_CLIENT = ".client-config";
    private static final Pattern H2_FILE =
            Pattern.compile("(?i)jdbc:h2:(?:file:)?([./~\\\\][^;]*|[a-z]:[/\\\\][^;]*).*");

    private FileRules() {}

    /** @return a problem for each file that cannot be read, and for each folder of a database that cannot be written */
    public static List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        for (String key : settings.keys()) {
            if (!settings.isSet(key)
                    || settings.value(key).isDefault()
                    || settings.brokenRule(key).isPresent()) {
                continue;
            }
            boolean later = MAY_COME_LATER.contains(key);
            Optional<String> broken = later || isOfAClient(settings, key)
                    ? unreadable(settings.home(), settings.get(key))
                    : key.equals("store.url") || key.equals("sql.url")
                            ? unwritable(settings.get(key))
                            : Optional.empty();
            broken.ifPresent(
                    rule -> problems.add(settings.problem(later ? Severity.WARNING : Severity.ERROR, key, rule)));
        }
        return problems;
    }

    /** The shipped destination's, or one of the engineer's own. */
    private static boolean isOfAClient(Settings settings, String key) {
        return key.endsWith(OF_A_CLIENT)
                && settings.isSet(key.substring(0, key.length() - OF_A_CLIENT.length()) + ".brokers");
    }

    private static Optional<String> unreadable(Path home, String value) {
        try {
            Path file = home.toAbsolutePath().resolve(value).normalize();
            if (Files.isDirectory(file)) {
                return Optional.of("must name a file that can be read, and " + file + " is a folder");
            }
            if (Files.notExists(file)) {
                return Optional.of("must name a file that can be read, and there is no " + file);
            }
            return Files.isReadable(file)
                    ? Optional.empty()
                    : Optional.of("must name a file that can be read, and this user may not read " + file);
        } catch (InvalidPathException e) {
            return Optional.of("must be the path of a file");
        }
    }

    /** What H2 would have to make: it does so with its first connection only. */
    private static Optional<String> unwritable(String url) {
        Matcher file = H2_FILE.matcher(url);
        if (!file.matches() || file.group(1).startsWith("~")) {
            return Optional.empty();
        }
        try {
            Path folder = Path.of(file.group(1)).toAbsolutePath().normalize().getParent();
            while (folder != null && Files.notExists(folder)) {
                folder = folder.getParent();
            }
            return folder == null || Files.isDirectory(folder) && Files.isWritable(folder)
                    ? Optional.empty()
                    : Optional.of("must be in a folder that can be written: nothing can be made in " + folder);
        } catch (InvalidPathException e) {
            return Optional.of("must name a file that this machine can have");
        }
    }
}
