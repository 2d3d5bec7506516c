package org.clickrouter.destination.mail;

import java.time.Duration;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.settings.value.MailAddresses;

/**
 * What is set of one destination of mails. Its server is the shipped destination's, {@code email.host}, whatever its
 * name is.
 *
 * @param from the sender's address, its domain in ASCII
 * @param to the recipients' addresses, comma-separated, their domains in ASCII
 * @param digest whether one mail carries the clicks of a period
 * @param language of the shipped templates: en or es
 * @param timeout the longest that one mail may take
 */
record MailSettings(String from, String to, boolean digest, String language, Duration timeout) {

    static MailSettings of(DestinationSettings settings) {
        return new MailSettings(
                MailAddresses.ascii(settings.get("from")),
                MailAddresses.ascii(settings.get("to")),
                settings.isSet("digest") || settings.isSet("at"),
                settings.get("language"),
                settings.all().duration("email.timeout"));
    }
}
