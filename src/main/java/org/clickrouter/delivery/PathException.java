package org.clickrouter.delivery;

import java.io.IOException;

/**
 * What stands between us and a target is in the way: a proxy, or our own address. The target itself was not asked.
 * Shows no log-in.
 */
public final class PathException extends IOException {

    private final FailureKind kind;
    private final String seen;
    private final String remedy;

    /**
     * @param kind how a delivery fails of it
     * @param seen who answered what
     * @param remedy what to do
     * @param cause what happened below, or null
     */
    public PathException(FailureKind kind, String seen, String remedy, Throwable cause) {
        super(seen + ": " + remedy, cause);
        this.kind = kind;
        this.seen = seen;
        this.remedy = remedy;
    }

    public FailureKind kind() {
        return kind;
    }

    public String seen() {
        return seen;
    }

    public String remedy() {
        return remedy;
    }

    /** The remedy as a sentence. */
    public String sentence() {
        return Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + ".";
    }
}
