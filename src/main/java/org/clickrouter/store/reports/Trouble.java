package org.clickrouter.store.reports;

/**
 * Something that holds up sales, or may have lost sight of one, and does not mend itself.
 *
 * @param kind what it is
 * @param subject the operation or the destination
 * @param count how many clicks, deliveries, seconds or records
 * @param since the oldest of them, epoch milliseconds; null where that is not known
 * @param reason the newest reason that is known, one line; perhaps empty
 */
public record Trouble(Kind kind, String subject, long count, Long since, String reason) {

    /** What may be in trouble, the worst first. */
    public enum Kind {
        /** Polling of an operation has stopped until another token or a restart. */
        STOPPED(false),
        /** Polling of an operation fails again and again. */
        POLLING_FAILS(false),
        /** An operation that is due, and neither read nor tried: whatever polls it stands. */
        OVERDUE(false),
        /** Clicks on which the routing file fails: they are not on their way to anybody. */
        UNROUTED(true),
        /** Deliveries in a queue from which no route takes. */
        NO_DESTINATION(true),
        /** A destination that is paused because of what it answered. */
        PAUSED(false),
        /** Deliveries that wait after failures that look like the destination's own. */
        FAILING(false),
        /** Deliveries that were given up. */
        DEAD(true),
        /** Stretches of seconds that could not be read whole. */
        GAPS(false),
        /** Days of which the vendor counts another number of clicks than were read. */
        DIFFERS(false),
        /** Records that could not be understood, found within the last week. */
        QUARANTINE(false);

        private final boolean stuck;

        Kind(boolean stuck) {
            this.stuck = stuck;
        }

        /** Whether it waits for somebody: nothing that is tried by itself can mend it. */
        public boolean stuck() {
            return stuck;
        }
    }
}
