package org.clickrouter.cli.output;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.clickrouter.console.view.Moments;
import picocli.CommandLine.Option;

/** How commands print a time: in the operation's zone, with its offset, or in UTC where {@code --utc} is given. */
public final class Times {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    @Option(names = "--utc", description = "Print times in UTC instead of the operation's zone.")
    private boolean utc;

    public boolean utc() {
        return utc;
    }

    /** @param millis epoch milliseconds */
    public String time(long millis, ZoneId zone) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(utc ? ZoneOffset.UTC : zone));
    }

    /** Such a text as people read it. */
    public static String text(String iso) {
        return TIME.format(OffsetDateTime.parse(iso));
    }

    /**
     * For programs: ISO 8601 with the offset.
     *
     * @param millis epoch milliseconds, or null
     * @return null for null
     */
    public String iso(Long millis, ZoneId zone) {
        return moments().iso(millis, zone);
    }

    /** The same for whoever fills a record. */
    public Moments moments() {
        return new Moments(utc);
    }
}
