package org.clickrouter.routefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clickrouter.settings.UsageException;

/** Which words the files of routes/ have outside of their comments. */
public final class Mentions {

    private Mentions() {}

    /** Whether any file *.camel.yaml of a folder has this word; a folder that does not exist has none. */
    public static boolean in(Path folder, String word) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return in(
                    files.filter(file -> file.getFileName().toString().endsWith(".camel.yaml"))
                            .toList(),
                    word);
        } catch (IOException e) {
            throw new UsageException(folder + ": cannot be read: " + e.getMessage());
        }
    }

    /** Whether any of the files has this word. */
    public static boolean in(List<Path> files, String word) {
        Pattern whole = Pattern.compile("(?m)^(?!\\s*#).*(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])");
        return files.stream().anyMatch(file -> {
            try {
                return whole.matcher(Files.readString(file)).find();
            } catch (IOException e) {
                throw new UsageException(file + ": cannot be read: " + e.getMessage());
            }
        });
    }
}
