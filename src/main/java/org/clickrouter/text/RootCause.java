package org.clickrouter.text;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Puts a failure into one line. */
public final class RootCause {

    private RootCause() {}

    /** @return the first cause that says something, on one line */
    public static String line(Throwable failure) {
        if (failure instanceof SelfExplaining) {
            return OneLine.of(failure.getMessage(), 500);
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof FileSystemException file && file.getReason() == null) {
            return OneLine.of(file.getFile() + ": " + reason(file), 500);
        }
        String message =
                root.getMessage() == null || root.getMessage().isBlank() ? failure.getMessage() : root.getMessage();
        return OneLine.of(message == null ? root.getClass().getSimpleName() : message, 500);
    }

    /** The JDK says nothing but the file's name. */
    private static String reason(FileSystemException failure) {
        return failure instanceof AccessDeniedException
                ? "permission denied"
                : failure instanceof NoSuchFileException
                        ? "there is no such file or folder"
                        : failure instanceof FileAlreadyExistsException
                                ? "is there already"
                                : failure.getClass().getSimpleName();
    }
}
