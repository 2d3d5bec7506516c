package org.clickrouter.store.reports;

import org.clickrouter.text.Words;

/** A trouble in one sentence, with what to do about it. */
public final class TroubleWords {

    private TroubleWords() {}

    /**
     * @param since such as {@code , the oldest since 2026-11-27 10:00:00 -05:00}, or empty
     * @param reason one line, or empty
     */
    public static String of(Trouble trouble, String since, String reason) {
        String name = trouble.subject();
        String why = reason.isEmpty() ? "" : ": " + reason;
        return switch (trouble.kind()) {
            case STOPPED -> "operation " + name + " is stopped until another token or a restart" + why;
            case POLLING_FAILS ->
                "operation " + name + " has failed " + Words.count(trouble.count(), "time") + " in a row" + why;
            case OVERDUE ->
                "operation " + name + " is due, and nothing of it was read or tried"
                        + since.replace("the oldest ", "").replaceFirst("^, ", " ")
                        + ". A thread dump (jstack) of the process shows what it waits for; a restart goes on where reading was";
            case UNROUTED ->
                Words.count(trouble.count(), "code") + " of operation " + name + " could not be routed" + since + why
                        + ". Mend the routing file: they are routed again every poll.period";
            case NO_DESTINATION ->
                Words.count(trouble.count(), "delivery") + " for " + name + " and no route takes from there" + since
                        + ". Set its address, add it to routes/destinations.camel.yaml, or click-router queue drop|move "
                        + name;
            case PAUSED ->
                "destination " + name + " is PAUSED" + since.replace("the oldest ", "") + why + ". click-router resume "
                        + name + " ends it";
            case FAILING ->
                Words.count(trouble.count(), "delivery") + " to " + name + " failed and "
                        + (trouble.count() == 1 ? "is" : "are") + " tried again" + since + why;
            case DEAD ->
                Words.count(trouble.count(), "delivery") + " to " + name + (trouble.count() == 1 ? " is" : " are")
                        + " dead" + since + why + ". click-router dead --destination " + name
                        + " lists them, replay sends them again";
            case GAPS ->
                Words.count(trouble.count(), "gap") + " of operation " + name + since + why
                        + ". click-router coverage shows where";
            case DIFFERS ->
                Words.count(trouble.count(), "day") + " of operation " + name
                        + (trouble.count() == 1 ? " has" : " have")
                        + " another number of clicks than the vendor counts" + why
                        + ". click-router coverage shows them; ask the vendor where reading the day once more did not help";
            case QUARANTINE ->
                Words.count(trouble.count(), "record") + " of operation " + name + " could not be understood this week"
                        + why + " (table quarantine)";
        };
    }
}
