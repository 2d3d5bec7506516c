package org.clickrouter.store.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a file can be made or changed at a place: a folder may be mounted read-only, or be another user's. */
public final class FolderRights {

    private FolderRights() {}

    /**
     * @param file to be made or changed
     * @return what hinders it, in words that name the place; empty where nothing does
     */
    public static Optional<String> hindrance(Path file) {
        return hindrance(file, Files::isWritable);
    }

    /** @param writable what the system says of a place that is there */
    static Optional<String> hindrance(Path file, Predicate<Path> writable) {
        Path whole = file.toAbsolutePath().normalize();
        if (Files.exists(whole) && !writable.test(whole)) {
            return Optional.of("this user may not write to " + whole);
        }
        Path folder = whole.getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.of(folder + " is no folder");
        }
        return writable.test(folder)
                ? Optional.empty()
                : Optional.of("this user may not write to the folder " + folder);
    }
}
