package org.clickrouter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.clickrouter.settings.UsageException;
import picocli.CommandLine.Option;

/** Options that every command understands. */
final class Home {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder of application.properties and routes/, from which relative paths of the settings"
                    + " start (default: the working folder).")
    Path home = Path.of("");

    /**
     * @return the folder, absolute
     * @throws UsageException where there is none: every setting would seem to be missing
     */
    Path path() {
        Path folder = home.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new UsageException("--home " + home + ": there is no folder " + folder);
        }
        return folder;
    }
}
