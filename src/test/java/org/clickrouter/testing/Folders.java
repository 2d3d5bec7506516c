package org.clickrouter.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Folders for what all tests of a JVM share, which no test's own {@code @TempDir} can hold. */
final class Folders {

    private Folders() {}

    /** @return a new, empty folder, gone with all that is in it when the JVM ends */
    static Path untilExit(String name) throws IOException {
        Path folder = Files.createTempDirectory(name);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile()), "delete " + name));
        return folder;
    }
}
