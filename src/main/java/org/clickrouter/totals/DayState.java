package org.clickrouter.totals;

import java.util.Locale;

/** What is known of a day. */
public enum DayState {
    /** read again after its codes had settled, and as many clicks as the vendor counts */
    PROVEN,
    /** read again after its codes had settled; the vendor was not asked, tells nothing, or cannot be compared */
    COMPLETE,
    /** read, and codes may still come */
    SETTLING,
    /** not read whole */
    GAP,
    /** the vendor counts another number of clicks */
    DIFFERS,
    /** reading began within it */
    PARTIAL,
    /** never read */
    UNREAD;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
