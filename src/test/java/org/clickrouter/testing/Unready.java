package org.clickrouter.testing;

/** As an engineer's class that cannot be begun with: its static part fails. */
public final class Unready {

    private static final int LIMIT = Integer.parseInt("none");

    private Unready() {}

    public static int go() {
        return LIMIT;
    }
}
