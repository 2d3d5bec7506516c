package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.text.Version;

/** Fills {@link Overview}, whether the product runs or not; what it finds is kept for five seconds and more. */
public final class OverviewQuery {

    private final Settings settings;
    private final Supplier<Collection<String>> own;
    private final Moments moments;
    private final Clock clock;
    private final Instances instances;
    private final AttentionQuery attention;
    private final OperationQuery operation;
    private final Recent recent;
    private final QueueQuery queues;
    private final Cached<Overview> overview;

    /** @param own destinations from whose queues this process takes; empty where it is not one that runs */
    public OverviewQuery(
            Settings settings,
            StoreHandles stores,
            Reader reader,
            Supplier<Collection<String>> own,
            Moments moments,
            Clock clock) {
        this.settings = settings;
        this.own = own;
        this.moments = moments;
        this.clock = clock;
        this.instances = new Instances(stores.database, clock);
        this.attention = new AttentionQuery(stores.database, settings.operations(), moments, clock);
        this.operation = new OperationQuery(stores, reader, moments, clock);
        this.recent = new Recent(reader, settings.operations().get(0).zone(), clock);
        this.queues = new QueueQuery(settings, stores.outbox, recent, moments, clock);
        this.overview = new Cached<>(Duration.ofSeconds(5), clock, this::read);
    }

    public Overview get() {
        return overview.get();
    }

    /** It is read anew when it is asked for next. */
    public void forget() {
        recent.forget();
        overview.forget();
    }

    /** What it knows of the newest deliveries. */
    Recent recent() {
        return recent;
    }

    /** One destination, as the overview has it. */
    Overview.Destination destination(String name) {
        return queues.of(name, consumed(instances.all()));
    }

    private Overview read() {
        ZoneId zone = settings.operations().get(0).zone();
        long now = clock.millis();
        List<Instances.Instance> all = instances.all();
        Collection<String> consumed = consumed(all);
        List<Overview.Attention> needed = attention.all(all, consumed);
        return new Overview(
                Version.current(),
                settings.home().toString(),
                moments.iso(now, zone),
                needed.isEmpty(),
                all.stream().anyMatch(i -> i.runs(now)),
                all.stream()
                        .map(i -> new Overview.Process(
                                i.name(),
                                i.version(),
                                i.runs(now),
                                moments.iso(i.started(), zone),
                                moments.iso(i.seen(), zone),
                                moments.iso(i.ended(), zone)))
                        .toList(),
                needed,
                attention.findings(),
                settings.operations().stream().map(operation::of).toList(),
                queues.all(consumed));
    }

    /** By what runs now, else by what ran last; null where nothing ever did. */
    private Collection<String> consumed(List<Instances.Instance> all) {
        List<Instances.Instance> running =
                all.stream().filter(i -> i.runs(clock.millis())).toList();
        TreeSet<String> consumed = new TreeSet<>(own.get());
        (running.isEmpty() ? all.stream().limit(1).toList() : running).forEach(i -> consumed.addAll(i.consumed()));
        return all.isEmpty() && consumed.isEmpty() ? null : consumed;
    }
}
