package org.clickrouter.tryout;

import java.time.Instant;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.destination.WebhookBody;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.OneLine;

/** What a delivery carries, shown only where it is asked for: it holds people's data. */
public final class PayloadPreview {

    private PayloadPreview() {}

    /**
     * The payload in one line.
     *
     * @param body made by the routing file, or null
     */
    public static String payload(
            Settings settings,
            String destination,
            String id,
            String operation,
            int revision,
            long seenAt,
            String record,
            String body) {
        if (body != null) {
            return OneLine.plain(body);
        }
        if (destination.equals("sql") || !settings.isSet(destination + ".url")) {
            return "(the destination makes it from the record)";
        }
        String own = settings.get(destination + ".format");
        BodyFormat format = BodyFormat.parse(own.isEmpty() ? settings.get("webhook.format") : own);
        return OneLine.plain(
                new WebhookBody(operation, revision, Instant.ofEpochMilli(seenAt), record).render(format, id));
    }
}
