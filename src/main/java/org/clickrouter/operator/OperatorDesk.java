package org.clickrouter.operator;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.operator.KnownEvent;
import org.clickrouter.store.operator.OperatorEvents;
import org.clickrouter.store.operator.OperatorMessages;
import org.clickrouter.store.token.KeptTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time at what is wrong, and tells the operator by {@code operator.email} and
 * {@code operator.webhook}. Of several instances on one store each looks, and one of them tells.
 */
public final class OperatorDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorDesk.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Supplier<Settings> inForce;
    private final KeptTokens kept;
    private final OperatorEvents events;
    private final Gathering gathering;
    private final Post post;
    private final Supplier<List<Event>> present;
    private final Clock clock;
    private final String installation;
    private Settings settings;
    private List<Way> ways;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "operator");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param inForce the settings that count now; who is told, how and by which log-in may change
     * @param kept by which mails log in, with those of the destination
     * @param present what is wrong now
     */
    public OperatorDesk(
            Supplier<Settings> inForce, Database store, KeptTokens kept, Supplier<List<Event>> present, Clock clock) {
        this.inForce = inForce;
        this.kept = kept;
        this.clock = clock;
        take(inForce.get());
        this.events = new OperatorEvents(store);
        this.gathering = new Gathering(settings.duration("operator.gather"));
        this.present = present;
        this.installation = installation(settings);
        this.post = new Post(new OperatorMessages(store), () -> ways, text -> this.settings.mask(text), clock);
    }

    private void take(Settings next) {
        if (next == settings) {
            return;
        }
        settings = next;
        ways = new ArrayList<>();
        if (settings.isSet("operator.email")) {
            ways.add(new MailWay(settings, kept, clock));
        }
        if (settings.isSet("operator.webhook")) {
            ways.add(new WebhookWay(settings, clock));
        }
    }

    private static String installation(Settings settings) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return settings.operations().stream().map(OperationSettings::name).collect(Collectors.joining(", ")) + " at "
                + host;
    }

    /** Looks from now on; while there is no operator to tell, it does nothing. */
    public void begin() {
        long half = settings.duration("operator.gather").toMillis() / 2;
        long every = Math.max(SHORTEST.toMillis(), Math.min(LONGEST.toMillis(), half));
        timer.scheduleWithFixedDelay(this::quietly, every, every, TimeUnit.MILLISECONDS);
    }

    /** What is thrown from here would end the timer; that the store is away says its own health check. */
    private void quietly() {
        try {
            look();
        } catch (StoreException e) {
            LOG.debug("operator: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.warn("operator: {}", settings.mask(String.valueOf(e)));
        }
    }

    /** Looks once, and sends what is due. */
    void look() {
        take(inForce.get());
        if (ways.isEmpty()) {
            return;
        }
        List<Event> now = present.get();
        events.alone(() -> {
            List<KnownEvent> known = events.all();
            Gathering.Step step = gathering.step(known, now, events.pace(), clock.millis());
            if (!step.events().equals(known)) {
                events.keep(step.events());
            }
            step.news().ifPresent(news -> events.keep(step.pace()));
            step.news()
                    .map(news -> new Bulletin(
                            installation, settings.operations().get(0).zone(), news, clock.instant()))
                    .ifPresent(post::add);
            return null;
        });
        post.send();
    }

    @Override
    public void close() {
        // No interrupt: H2 would close its file under it.
        timer.shutdown();
        try {
            timer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
