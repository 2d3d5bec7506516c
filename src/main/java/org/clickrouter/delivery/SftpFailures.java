package org.clickrouter.delivery;

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
        return name.equals("SftpException") ? FailureKind.SERVER_ERROR : null;
    }
}
