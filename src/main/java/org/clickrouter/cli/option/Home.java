package org.clickrouter.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import org.clickrouter.settings.UsageException;
import picocli.CommandLine.Option;

/** Options that every command understands. */
public final class Home {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder of application.properties and routes/, from which relative paths of the settings"
                    + " start (default: the working folder).")
    Path home = Path.of("");

    public static final String NO_COLOR = "--no-color";

    // Looked for before the others are read, since it is about what is printed of their mistakes.
    @Option(
            names = NO_COLOR,
            description = "Print help and mistakes without colours, as where NO_COLOR is set in the environment.")
    private boolean noColor;

    /**
     * @return the folder, absolute
     * @throws UsageException where there is none: every setting would seem to be missing
     */
    public Path path() {
        Path folder = home.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new UsageException("--home " + home + ": there is no folder " + folder);
        }
        return folder;
    }
}
