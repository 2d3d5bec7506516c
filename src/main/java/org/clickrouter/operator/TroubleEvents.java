package org.clickrouter.operator;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.store.reports.Trouble;
import org.clickrouter.store.reports.TroubleWords;
import org.clickrouter.store.reports.Troubles;
import org.clickrouter.text.OneLine;

/** What the store knows to be wrong, as events. */
public final class TroubleEvents implements Supplier<List<Event>> {

    private static final int LONGEST_REASON = 80;

    private final Troubles troubles;
    private final Instances instances;
    private final Supplier<List<String>> consumed;
    private final Clock clock;

    /** @param consumed destinations from whose queues a route of this process takes */
    public TroubleEvents(
            Database store, List<OperationSettings> operations, Supplier<List<String>> consumed, Clock clock) {
        this.troubles = new Troubles(store, OperationSettings.timeouts(operations), clock);
        this.instances = new Instances(store, clock);
        this.consumed = consumed;
        this.clock = clock;
    }

    @Override
    public List<Event> get() {
        Set<String> anywhere = new HashSet<>(consumed.get());
        long now = clock.millis();
        instances.all().stream().filter(one -> one.runs(now)).forEach(one -> anywhere.addAll(one.consumed()));
        return troubles.all(anywhere).stream().map(TroubleEvents::event).toList();
    }

    /** @return such as {@code no-destination} */
    static String kind(Trouble.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Event event(Trouble trouble) {
        return new Event(
                kind(trouble.kind()),
                trouble.subject(),
                trouble.count(),
                TroubleWords.of(trouble, "", reason(trouble)));
    }

    /**
     * What a receiver or a database answers may quote a click, and what could not be understood is one: of those
     * nothing is told, of the others the beginning, such as {@code HTTP 401}.
     */
    private static String reason(Trouble trouble) {
        return switch (trouble.kind()) {
            case STOPPED, POLLING_FAILS, PAUSED, GAPS ->
                OneLine.of(trouble.reason().split("[:\"'({\\[]", 2)[0].strip(), LONGEST_REASON);
            default -> "";
        };
    }
}
