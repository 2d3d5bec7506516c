package org.clickrouter.console.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times as every face has them: ISO 8601 with an offset.
 *
 * @param utc whether in UTC instead of the operation's zone
 */
public record Moments(boolean utc) {

    /**
     * @param millis epoch milliseconds, or null
     * @param zone of the operation
     * @return null for null
     */
    public String iso(Long millis, ZoneId zone) {
        return millis == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        Instant.ofEpochMilli(millis).atZone(utc ? ZoneOffset.UTC : zone));
    }
}
