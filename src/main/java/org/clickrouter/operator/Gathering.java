package org.clickrouter.operator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clickrouter.store.operator.KnownEvent;
import org.clickrouter.store.operator.Pace;

/**
 * What is to be told, and when. The first message of a night comes soon, the others at growing distances, each with all
 * that has happened meanwhile: what comes and goes a thousand times makes four messages and not a thousand.
 */
final class Gathering {

    /** So long must a trouble be gone before it counts as over. */
    static final Duration SETTLED = Duration.ofMinutes(10);

    /** Between the first message and the second. */
    static final Duration FIRST = Duration.ofMinutes(15);

    static final Duration LONGEST = Duration.ofHours(4);
    /** What lasts is told once a day. */
    static final Duration REMINDED = Duration.ofHours(24);

    private static final int GROWTH = 4;
    private static final int MUCH_MORE = 10;

    private final Duration gather;

    /** @param gather how long a first message waits for what else goes wrong with it */
    Gathering(Duration gather) {
        this.gather = gather;
    }

    /**
     * @param events what is known from now on
     * @param news what to tell now
     * @param pace the same where nothing is told
     */
    record Step(List<KnownEvent> events, Optional<News> news, Pace pace) {}

    /**
     * @param known what was known so far
     * @param present what is wrong now
     * @param now epoch milliseconds
     */
    Step step(List<KnownEvent> known, List<Event> present, Pace pace, long now) {
        List<KnownEvent> events = merged(known, present, now);
        List<KnownEvent> lasting =
                events.stream().filter(e -> e.wellSince() == null).toList();
        List<KnownEvent> well = events.stream().filter(e -> isOver(e, now)).toList();
        List<KnownEvent> fresh =
                lasting.stream().filter(e -> e.told() == null || isMuchMore(e)).toList();
        boolean due = !well.isEmpty()
                || fresh.stream().anyMatch(e -> isMuchMore(e) || now - e.since() >= gather.toMillis())
                || lasting.stream().anyMatch(e -> e.told() != null && now - e.told() >= REMINDED.toMillis());
        if (!due || now < pace.spoke() + pace.spacing()) {
            return new Step(events, Optional.empty(), pace);
        }
        List<KnownEvent> still =
                lasting.stream().filter(e -> !fresh.contains(e)).toList();
        List<KnownEvent> kept = events.stream()
                .filter(e -> !well.contains(e))
                .map(e -> e.wellSince() == null ? e.told(now) : e)
                .toList();
        return new Step(kept, Optional.of(new News(fresh, well, still)), next(pace, now));
    }

    private static List<KnownEvent> merged(List<KnownEvent> known, List<Event> present, long now) {
        List<KnownEvent> merged = new ArrayList<>();
        for (KnownEvent old : known) {
            Optional<Event> lasts = present.stream()
                    .filter(e -> old.isOf(e.kind(), e.subject()))
                    .findFirst();
            if (lasts.isPresent()) {
                merged.add(old.present(lasts.get().text(), lasts.get().amount()));
            } else if (old.told() != null || now - old.since() >= SETTLED.toMillis()) {
                merged.add(old.well(now));
            }
        }
        present.stream()
                .filter(e -> known.stream().noneMatch(old -> old.isOf(e.kind(), e.subject())))
                .forEach(e ->
                        merged.add(new KnownEvent(e.kind(), e.subject(), e.text(), e.amount(), now, null, null, 0)));
        return merged;
    }

    private static boolean isOver(KnownEvent event, long now) {
        return event.wellSince() != null && now - event.wellSince() >= SETTLED.toMillis();
    }

    private static boolean isMuchMore(KnownEvent event) {
        return event.told() != null && event.toldAmount() > 0 && event.amount() >= MUCH_MORE * event.toldAmount();
    }

    /** After a calm time it begins anew. */
    private static Pace next(Pace pace, long now) {
        boolean calm = now - pace.spoke() > pace.spacing() + LONGEST.toMillis();
        long spacing = calm
                ? FIRST.toMillis()
                : Math.min(LONGEST.toMillis(), Math.max(FIRST.toMillis(), pace.spacing() * GROWTH));
        return new Pace(now, spacing);
    }
}
