package org.clickrouter.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files and folders, and whether any of them has been edited. */
final class WatchedFiles {

    private final List<Path> places;

    WatchedFiles(Path... places) {
        this.places = List.of(places);
    }

    /** @return by file, something that differs once it has been written */
    Map<Path, String> look() {
        Map<Path, String> files = new HashMap<>();
        for (Path place : places) {
            if (Files.exists(place)) {
                try (Stream<Path> all = Files.walk(place)) {
                    all.filter(Files::isRegularFile).forEach(file -> files.put(file, state(file)));
                } catch (IOException | UncheckedIOException e) {
                    // A file went away while looking: the next look sees what is there.
                    files.put(place, "changing");
                }
            }
        }
        return files;
    }

    private static String state(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file) + " "
                    + Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return "away";
        }
    }
}
