package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The archive of the build, unpacked as an engineer does it. */
final class Distribution {
    private static final Path BUILT = Path.of(System.getProperty("click-router.jar", "target/click-router.jar"))
            .getParent();

    private Distribution() {}

    /** Unpacks the {@code tar.gz} below a folder. @return the folder with the jar in it */
    static Path unpack(Path folder) {
        Path archive = only(BUILT, "click-router-.*\\.tar\\.gz");
        try {
            Files.createDirectories(folder);
            Process tar = new ProcessBuilder(
                            "tar", "-xzf", archive.toAbsolutePath().toString())
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            assertThat(tar.waitFor()).as("tar").isZero();
            return only(folder, "click-router-.*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path only(Path folder, String name) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = all.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
            assertThat(found).as(name + " in " + folder).hasSize(1);
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
