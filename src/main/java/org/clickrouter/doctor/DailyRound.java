package org.clickrouter.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Group;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.operator.DoctorFindings;
import org.clickrouter.text.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks of {@code doctor} within a process that runs, once a day; what is wrong is looked at again sooner, so that
 * it is known when it is mended. Of several processes on one store one looks.
 */
public final class DailyRound implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DailyRound.class);
    /** The first reads go before. */
    private static final Duration FIRST = Duration.ofMinutes(5);

    private static final Duration AGAIN = Duration.ofHours(1);
    /** Each look at the API costs calls of the day. */
    private static final Duration API_AGAIN = Duration.ofHours(4);

    private static final Duration TICK = Duration.ofMinutes(1);
    private static final int LONGEST = 1_000;

    private final Supplier<Settings> settings;
    private final Database store;
    private final DoctorFindings findings;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "doctor-daily");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param settings those in force
     * @param store of the process that runs
     */
    public DailyRound(Supplier<Settings> settings, Database store, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.findings = new DoctorFindings(store);
        this.clock = clock;
    }

    private Duration every() {
        Settings now = settings.get();
        return now.isSet("doctor.every") ? now.duration("doctor.every") : Duration.ZERO;
    }

    public void begin() {
        if (!every().isZero()) {
            timer.scheduleWithFixedDelay(this::quietly, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What is thrown from here would end the timer. */
    private void quietly() {
        try {
            tick();
        } catch (StoreException e) {
            LOG.debug("doctor: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.warn("doctor: {}", settings.get().mask(String.valueOf(e)));
        }
    }

    /** Looks where it is time to. */
    void tick() throws InterruptedException {
        if (findings.turn("doctor", FIRST, every(), clock.millis())) {
            look(Set.of(Group.values()));
            return;
        }
        Set<Group> wrong = findings.all().stream()
                .filter(kept -> kept.bad() || kept.warning())
                .map(kept -> topic(kept.topic()).group())
                .collect(Collectors.toSet());
        boolean api = wrong.remove(Group.WOLKVOX);
        if (!wrong.isEmpty() && findings.turn("doctor-again", AGAIN, AGAIN, clock.millis())) {
            look(wrong);
        }
        if (api && findings.turn("doctor-api", API_AGAIN, API_AGAIN, clock.millis())) {
            look(Set.of(Group.WOLKVOX));
        }
    }

    private static Topic topic(String id) {
        return Stream.of(Topic.values())
                .filter(topic -> topic.id().equals(id))
                .findFirst()
                .orElse(Topic.SETTINGS_FILE);
    }

    private void look(Collection<Group> groups) throws InterruptedException {
        long now = clock.millis();
        List<Finding> found =
                new Doctor(settings.get(), clock, false, topic -> groups.contains(topic.group()), store).examine();
        findings.replace(
                Stream.of(Topic.values())
                        .filter(topic -> groups.contains(topic.group()))
                        .map(Topic::id)
                        .toList(),
                found.stream()
                        .map(finding -> new DoctorFindings.Kept(
                                finding.topic().id(),
                                finding.subject(),
                                finding.sign().name().toLowerCase(Locale.ROOT),
                                OneLine.of(finding.text(), LONGEST),
                                OneLine.of(finding.remedy(), LONGEST),
                                now))
                        .toList());
    }

    @Override
    public void close() {
        // No interrupt: H2 would close its file under it.
        timer.shutdown();
    }
}
