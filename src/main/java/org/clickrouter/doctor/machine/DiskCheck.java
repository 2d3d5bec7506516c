package org.clickrouter.doctor.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;

/** Whether there is room, and the right to write, where the H2 store lies. */
public final class DiskCheck implements Check {

    private static final long MB = 1024 * 1024;
    /** Less than what a day of a busy report may write. */
    private static final long FULL = 200 * MB;

    private static final long LOW = 1024 * MB;

    private final Optional<Path> folder;
    private final long full;
    private final long low;

    /** @param folder where the store lies; need not be there yet; empty where it lies in no file of this machine */
    public DiskCheck(Optional<Path> folder) {
        this(folder, FULL, LOW);
    }

    /**
     * @param full bytes below which the disk counts as full
     * @param low bytes below which it is told
     */
    DiskCheck(Optional<Path> folder, long full, long low) {
        this.folder = folder;
        this.full = full;
        this.low = low;
    }

    @Override
    public Topic topic() {
        return Topic.MACHINE_DISK;
    }

    @Override
    public void look(Consumer<Finding> say) throws IOException {
        if (folder.isEmpty()) {
            // The home may well be read-only then, as in a container.
            say.accept(Finding.good(topic(), "", "the store lies in no file of this machine"));
            return;
        }
        Path there = folder.get().toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            say.accept(Finding.bad(
                    topic(),
                    "",
                    "user " + System.getProperty("user.name") + " may not write to " + there + ", where the store lies",
                    "Give the folder to that user, or name another in store.url."));
            return;
        }
        long free = Files.getFileStore(there).getUsableSpace();
        String text = free / MB + " MB free at " + there;
        String remedy = "Make room, keep less (store.keep), or move the store to a larger disk.";
        if (free < full) {
            say.accept(Finding.bad(
                    topic(), "", text + ": the disk is full. Nothing can be stored, so reading stops", remedy));
        } else if (free < low) {
            say.accept(Finding.warning(topic(), "", text + ": the disk is nearly full", remedy));
        } else {
            say.accept(Finding.good(topic(), "", text));
        }
    }
}
