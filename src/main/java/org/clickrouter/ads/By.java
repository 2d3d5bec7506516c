package org.clickrouter.ads;

import org.clickrouter.store.counts.Counts.Group;
import org.clickrouter.store.counts.Dimension;

/** By what the figures are broken down. */
public enum By {
    AD(Dimension.AD, Group.NAME),
    /** by the campaign that ads.csv names */
    CAMPAIGN(Dimension.AD, Group.NAME),
    /** by the ad set that ads.csv names */
    AD_SET(Dimension.AD, Group.NAME),
    SOURCE(Dimension.SOURCE, Group.NAME),
    TYPE(Dimension.TYPE, Group.NAME),
    ROUTING_POINT(Dimension.ROUTING_POINT, Group.NAME),
    AGENT(Dimension.AGENT, Group.NAME),
    HOUR(Dimension.HOUR, Group.NAME),
    WEEKDAY(Dimension.ALL, Group.WEEKDAY),
    DAY(Dimension.ALL, Group.DAY);

    final Dimension dimension;
    final Group group;

    By(Dimension dimension, Group group) {
        this.dimension = dimension;
        this.group = group;
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
