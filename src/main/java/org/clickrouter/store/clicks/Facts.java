package org.clickrouter.store.clicks;

import java.time.Duration;
import org.clickrouter.report.Click;
import org.clickrouter.report.KnownField;

/**
 * What clicks are counted by, beside ad and code. Each is empty where the record says nothing, and null where the click
 * keeps what it had.
 */
record Facts(String sourceType, String mediaType, String routingPoint, String agent) {

    private static final Facts AS_BEFORE = new Facts(null, null, null, null);

    /** @param click the current record, or null where that has not changed */
    static Facts of(Click click) {
        if (click == null) {
            return AS_BEFORE;
        }
        String[] fields =
                click.fields(KnownField.SOURCE_TYPE, KnownField.MEDIA_TYPE, KnownField.RP_ID, KnownField.AGENT_ID);
        return new Facts(said(fields[0]), said(fields[1]), said(fields[2]), said(fields[3]));
    }

    /** The hour of the day at which it was made, as its date says; -1: unknown. */
    static int hour(Click click) {
        long local = click.localMillis();
        return local == 0
                ? -1
                : (int) (local
                        % Duration.ofDays(1).toMillis()
                        / Duration.ofHours(1).toMillis());
    }

    private static String said(String value) {
        String text = value.strip();
        return text.equals("-") || text.equals("0") ? "" : text;
    }
}
