package org.clickrouter.doctor.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;

/** Whether files that hold secrets are open to every user of this machine. */
public final class SecretFilesCheck implements Check {

    private final Set<Path> files;

    /** @param files that hold secrets */
    public SecretFilesCheck(Set<Path> files) {
        this.files = files;
    }

    @Override
    public Topic topic() {
        return Topic.MACHINE_FILES;
    }

    @Override
    public void look(Consumer<Finding> say) throws IOException {
        if (files.isEmpty()) {
            say.accept(Finding.good(topic(), "", "no file of the settings holds a secret"));
            return;
        }
        Set<Path> open = files.stream().filter(SecretFilesCheck::openToAll).collect(Collectors.toSet());
        for (Path file : open) {
            say.accept(Finding.warning(
                    topic(),
                    "",
                    file + " holds a secret, and every user of this machine can read it ("
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + ")",
                    "chmod o-rwx " + file));
        }
        if (open.isEmpty()) {
            say.accept(Finding.good(topic(), "", "what holds secrets is not open to every user"));
        }
    }

    private static boolean openToAll(Path file) {
        try {
            // Windows has no such modes.
            return Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
