package org.clickrouter.cli.option;

import java.nio.file.Path;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.jdbc.FolderRights;

/** A file that a command is to write: refused before any work is done where it cannot be. */
public final class NewFile {

    private NewFile() {}

    /**
     * @param what the option or setting that names another, for the message
     * @throws UsageException with the folder, and what to do
     */
    public static void require(String what, Path file) {
        FolderRights.hindrance(file).ifPresent(hindrance -> {
            throw new UsageException(file + ": " + hindrance + "; name a file elsewhere: " + what);
        });
    }
}
