package org.clickrouter.delivery;

import java.util.Arrays;

/** What the SFTP client below camel-ftp says, which is no part of the product: its exceptions are told by name. */
final class SftpFailures {

    private SftpFailures() {}

    /** @return null: none of its exceptions */
    static FailureKind exact(Throwable link) {
        String name = link.getClass().getSimpleName();
        if (name.startsWith("JSch")) {
            // Everything else is of the connection: nobody there, broken off, another key than the known one.
            return String.valueOf(link.getMessage()).startsWith("Auth")
                    ? FailureKind.UNAUTHORIZED
                    : FailureKind.UNREACHABLE;
        }
        return name.equals("SftpException") || stumbles(link) ? FailureKind.SERVER_ERROR : null;
    }

    /** An answer that ends in its midst: the client then takes hold of what it has put away already. */
    private static boolean stumbles(Throwable link) {
        return link instanceof RuntimeException
                && Arrays.stream(link.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(at -> !at.startsWith("java."))
                        .limit(1)
                        .anyMatch(at -> at.startsWith("com.jcraft.jsch."));
    }
}
