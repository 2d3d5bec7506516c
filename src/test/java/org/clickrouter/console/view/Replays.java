package org.clickrouter.console.view;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.DeadLetters;

/** Sends deliveries again, as the command and the page do. */
public final class Replays {

    private Replays() {}

    /** @param filter names and values, one after the other */
    public static long replay(Database database, Clock clock, boolean delivered, String... filter) {
        DeliveriesQuery deliveries = query(database, Map.of());
        return new Replay(deliveries, new DeadLetters(database, clock), clock)
                .run(filter(clock, filter), delivered, done -> {});
    }

    public static Deliveries find(Database database, Clock clock, String... filter) {
        return query(database, Map.of()).page(filter(clock, filter), false);
    }

    /** The same, by a page that looks at so many deliveries. */
    public static Deliveries find(Database database, Clock clock, int most, String... filter) {
        return new DeliveriesQuery(new Reader(database), Map.of(), new Moments(true), most)
                .page(filter(clock, filter), false);
    }

    /** The condition by which a page finds its rows; its parameters are added to the list. */
    public static String condition(Clock clock, List<Object> parameters, String... filter) {
        return filter(clock, filter).whereOfRows(parameters);
    }

    private static DeliveriesQuery query(Database database, Map<String, ZoneId> zones) {
        return new DeliveriesQuery(new Reader(database), zones, new Moments(true));
    }

    private static DeliveryFilter filter(Clock clock, String... filter) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < filter.length; i += 2) {
            parts.put(filter[i], filter[i + 1]);
        }
        return new DeliveryFilter(parts, ZoneOffset.UTC, clock.instant());
    }
}
