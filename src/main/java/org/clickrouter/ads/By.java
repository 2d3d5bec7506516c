package org.clickrouter.ads;

import org.clickrouter.store.counts.Dimension;

/** By what the figures are broken down. */
public enum By {
    AD(Dimension.AD),
    /** by the campaign that ads.csv names */
    CAMPAIGN(Dimension.AD),
    /** by the ad set that ads.csv names */
    AD_SET(Dimension.AD),
    SOURCE(Dimension.SOURCE),
    TYPE(Dimension.TYPE),
    ROUTING_POINT(Dimension.ROUTING_POINT),
    AGENT(Dimension.AGENT),
    HOUR(Dimension.HOUR),
    WEEKDAY(Dimension.ALL),
    DAY(Dimension.ALL);

    final Dimension dimension;

    By(Dimension dimension) {
        this.dimension = dimension;
    }

    /** Whether it has days without clicks by itself: an hour or a Monday does not fall silent. */
    boolean rests() {
        return this == HOUR || this == WEEKDAY || this == DAY;
    }

    /** As people write it: {@code routing-point}. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException with the names that there are */
    public static By of(String key) {
        for (By by : values()) {
            if (by.key().equals(key)) {
                return by;
            }
        }
        throw new IllegalArgumentException("by " + key
                + ": there are ad, campaign, ad-set, source, type, routing-point, agent, hour, weekday, day");
    }
}
