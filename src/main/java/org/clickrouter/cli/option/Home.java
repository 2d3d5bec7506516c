package org.clickrouter.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import org.clickrouter.settings.UsageException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that reads the settings. */
public final class Home {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder of application.properties and routes/, from which relative paths of the settings"
                    + " start (default: the working folder).")
    Path home = Path.of("");

    @Mixin
    private NoColor noColor = new NoColor();

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
