package org.clickrouter.app;

import java.time.Instant;
import org.clickrouter.deliver.BodyFormat;
import org.clickrouter.deliver.WebhookBody;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.OneLine;

/** What a delivery carries, shown only where it is asked for: it holds people's data. */
final class Bodies {

    private Bodies() {}

    /**
     * The payload in one line.
     *
     * @param body made by the routing file, or null
     */
    static String payload(
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
