package org.clickrouter.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.doctor.destinations.DestinationCheck;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.doctor.machine.DiskCheck;
import org.clickrouter.doctor.machine.JavaCheck;
import org.clickrouter.doctor.machine.MemoryCheck;
import org.clickrouter.doctor.machine.PortCheck;
import org.clickrouter.doctor.machine.SecretFilesCheck;
import org.clickrouter.doctor.machine.SettingsFileCheck;
import org.clickrouter.doctor.machine.ZoneDataCheck;
import org.clickrouter.doctor.store.ClockQuestion;
import org.clickrouter.doctor.store.ConnectionsQuestion;
import org.clickrouter.doctor.store.EncodingQuestion;
import org.clickrouter.doctor.store.PoolerQuestion;
import org.clickrouter.doctor.store.RightsQuestion;
import org.clickrouter.doctor.store.StoreCheck;
import org.clickrouter.doctor.store.StoreLook;
import org.clickrouter.doctor.wolkvox.WolkvoxCheck;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.SecretFiles;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;

/** Every check of these settings, and what they say. */
public final class Doctor {

    /** The longest that it takes. */
    static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Settings settings;
    private final Clock clock;
    private final boolean offline;
    private final Predicate<Topic> wanted;
    private final Supplier<StoreLook> store;

    /**
     * @param settings without mistakes
     * @param offline whether only this machine and a store in a file are looked at
     * @param wanted which topics are asked for
     */
    public Doctor(Settings settings, Clock clock, boolean offline, Predicate<Topic> wanted) {
        this.settings = settings;
        this.clock = clock;
        this.offline = offline;
        this.wanted = wanted;
        this.store = () -> new StoreLook(settings);
    }

    /**
     * The same within a process that has the store open.
     *
     * @param store stays open
     */
    public Doctor(Settings settings, Clock clock, boolean offline, Predicate<Topic> wanted, Database store) {
        this.settings = settings;
        this.clock = clock;
        this.offline = offline;
        this.wanted = wanted;
        this.store = () -> new StoreLook(settings, store);
    }

    /** @return how many calls of the API are made at most, each counted by its quota */
    public int calls() {
        return callsApi() ? settings.operations().size() * WolkvoxCheck.CALLS : 0;
    }

    /** Looks, and returns within twelve seconds. */
    public List<Finding> examine() throws InterruptedException {
        try (StoreLook look = store.get()) {
            return new Examination(PATIENCE, settings::mask)
                    .of(checks(look)).stream()
                            .filter(finding -> wanted.test(finding.topic()))
                            .toList();
        }
    }

    private boolean callsApi() {
        return !offline && List.of(Topic.values()).stream().anyMatch(t -> ofApi(t) && wanted.test(t));
    }

    private static boolean ofApi(Topic topic) {
        return topic.group() == Topic.WOLKVOX_REPORT.group();
    }

    private List<Check> checks(StoreLook store) {
        List<Check> all = new ArrayList<>(List.of(
                new SettingsFileCheck(settings),
                new JavaCheck(),
                new MemoryCheck(),
                new DiskCheck(storeFolder()),
                new SecretFilesCheck(SecretFiles.of(settings)),
                new ZoneDataCheck(settings),
                new PortCheck(settings.get("http.host"), settings.integer("http.port")),
                new StoreCheck(
                        settings,
                        store,
                        List.of(
                                new RightsQuestion(),
                                new ClockQuestion(clock),
                                new EncodingQuestion(),
                                new PoolerQuestion(),
                                new ConnectionsQuestion(connections())))));
        if (callsApi()) {
            for (OperationSettings operation : settings.operations()) {
                all.add(new WolkvoxCheck(settings, operation, store, clock));
            }
        }
        for (String destination : DestinationKinds.destinations(settings)) {
            if (DestinationKinds.isEnabled(settings, destination)) {
                all.add(new DestinationCheck(settings, destination, clock));
            }
        }
        return all.stream()
                .filter(check -> !(offline && check.online()))
                .filter(check -> List.of(Topic.values()).stream()
                        .anyMatch(topic -> topic.group() == check.topic().group() && wanted.test(topic)))
                .toList();
    }

    private int connections() {
        return settings.integer("store.pool")
                + (settings.isSet("sql.url") ? settings.integer("sql.max-in-flight") + 1 : 0);
    }

    /** Where the store is a file, the folder of it. */
    private Optional<Path> storeFolder() {
        Matcher file = Pattern.compile("(?i)jdbc:h2:(?:file:)?([^;]+).*").matcher(settings.get("store.url"));
        if (!file.matches() || file.group(1).matches("(?i)(mem|tcp|ssl|zip):.*")) {
            return Optional.empty();
        }
        Path path = settings.home()
                .resolve(Path.of(
                        file.group(1).replaceFirst("^~", Matcher.quoteReplacement(System.getProperty("user.home")))));
        return Optional.of(path.getParent() == null ? settings.home() : path.getParent());
    }
}
