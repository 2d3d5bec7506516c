package org.clickrouter.console.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.clickrouter.console.view.DeliveryFilter;
import org.clickrouter.console.view.Replay;
import org.clickrouter.poll.BackfillOrder;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.outbox.DeadLetters;
import org.clickrouter.store.progress.ForgottenException;
import org.clickrouter.text.Durations;
import org.clickrouter.text.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What somebody with the password can do. Each act is logged: what, from where, how many. */
final class Actions {

    private static final Logger LOG = LoggerFactory.getLogger(Actions.class);

    private final Settings settings;
    private final Clock clock;
    private final StoreHandles stores;
    private final Pages pages;
    private final Replay replay;

    Actions(Settings settings, StoreHandles stores, Views views, Pages pages, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.stores = stores;
        this.pages = pages;
        this.replay = new Replay(views.deliveries, new DeadLetters(stores.database, clock), clock);
    }

    /**
     * Puts what the filter finds back into the queues.
     *
     * @throws IllegalArgumentException for a filter that names nothing: everything at once is never meant
     */
    long replay(Map<String, String> form, String from) {
        DeliveryFilter filter = pages.filter(form);
        if (filter.parts().isEmpty()) {
            throw new IllegalArgumentException("a replay must name a destination, a state or a delivery");
        }
        long replayed = replay.run(filter, false, done -> {});
        LOG.info(
                "console: replay of {} from {}: {} deliveries",
                OneLine.plain(filter.parts().toString()),
                from,
                replayed);
        return replayed;
    }

    /** @throws IllegalArgumentException for a name or a length of time that cannot be */
    void pause(String destination, Map<String, String> form, String from) {
        String name = name(destination);
        String time = form.getOrDefault("for", "").strip();
        Duration length = time.isEmpty() ? null : Durations.parse(time);
        String reason = form.getOrDefault("reason", "").strip();
        stores.outbox.pauses().pauseByHand(name, reason.isEmpty() ? "by hand, in the console" : reason, length);
        LOG.info("console: pause of {} from {}, for {}", name, from, length == null ? "ever" : time);
    }

    void resume(String destination, String from) {
        String name = name(destination);
        stores.outbox.pauses().resume(name);
        LOG.info("console: resume of {} from {}", name, from);
    }

    /**
     * Orders history to be read behind live polling.
     *
     * @throws IllegalArgumentException for an operation or days that cannot be
     */
    void backfill(Map<String, String> form, String address) {
        String name = form.getOrDefault("operation", "");
        OperationSettings operation = settings.operations().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("operation is none of wolkvox.operations"));
        boolean routed = "1".equals(form.get("routed"));
        LocalDate from = day(form, "from");
        LocalDate to = day(form, "to");
        try {
            BackfillOrder.place(
                    stores.backfills,
                    name,
                    operation.zone(),
                    from,
                    to,
                    routed,
                    settings.duration("poll.safety-lag"),
                    clock);
        } catch (ForgottenException e) {
            throw new IllegalArgumentException(
                    from + ": clicks of that time have been deleted (store.keep), and would be sent again; begin later,"
                            + " or only store them");
        }
        LOG.info(
                "console: backfill of {} from {} to {}{}, from {}",
                name,
                from,
                to,
                routed ? ", routed" : ", only stored",
                address);
    }

    private static LocalDate day(Map<String, String> form, String field) {
        try {
            return LocalDate.parse(form.getOrDefault(field, "").strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + " must be a day, such as 2026-03-10");
        }
    }

    private static String name(String destination) {
        if (!destination.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("a destination's name has 1 to 64 letters, digits, - or _");
        }
        return destination;
    }
}
