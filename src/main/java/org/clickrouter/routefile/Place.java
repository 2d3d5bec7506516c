package org.clickrouter.routefile;

import java.nio.file.Path;

/**
 * Where something stands in a file of routes/.
 *
 * @param line counted from 1
 * @param step the step around it, by its id or else its kind; null outside of steps
 */
public record Place(Path file, int line, String step) {

    /** {@code routes/routing.camel.yaml:31: step to-crm}. */
    @Override
    public String toString() {
        Path folder = file.getParent();
        return (folder == null ? "" : folder.getFileName() + "/") + file.getFileName() + ":" + line
                + (step == null ? "" : ": step " + step);
    }
}
