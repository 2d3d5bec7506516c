package org.clickrouter.doctor.finding;

import java.util.Locale;

/** What checks are about, in the order in which they are told. */
public enum Group {
    SETTINGS,
    MACHINE,
    STORE,
    WOLKVOX,
    DESTINATIONS;

    /** @return as it is printed, and as {@code --only} takes it */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
