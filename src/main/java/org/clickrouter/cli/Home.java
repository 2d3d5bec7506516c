package org.clickrouter.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that every command understands. */
final class Home {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder of application.properties and routes/ (default: the working folder).")
    Path home = Path.of("");

    Path path() {
        return home.toAbsolutePath().normalize();
    }
}
