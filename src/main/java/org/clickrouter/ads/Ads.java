package org.clickrouter.ads;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.counts.Counts;
import org.clickrouter.store.jdbc.Queries;

/**
 * The figures, for whoever shows them; files of the engineer are looked at each time, so that an edit shows at once.
 */
public final class Ads {

    private final Settings settings;
    private final Counts counts;
    private final Clock clock;
    private final AdsExport export;

    public Ads(Settings settings, Queries store, Clock clock) {
        this.settings = settings;
        this.counts = new Counts(store);
        this.clock = clock;
        this.export = new AdsExport(settings);
    }

    /**
     * @param from null: 30 days with the last
     * @param to null: today
     * @param by such as {@code ad} or {@code routing-point}
     * @param operation its name, or empty for all
     * @return also where ads.csv cannot be read: then without costs, and with what is wrong with it
     * @throws IllegalArgumentException what is wrong with what was asked, or with codes.yaml
     */
    public AdsReport report(LocalDate from, LocalDate to, String by, String operation) {
        Set<String> uncoded = new LinkedHashSet<>();
        settings.operations().stream()
                .filter(o -> operation.isEmpty() || o.name().equals(operation))
                .forEach(o -> uncoded.addAll(o.uncoded()));
        if (uncoded.isEmpty()) {
            throw new IllegalArgumentException("operation " + operation + ": there is none of this name");
        }
        OperationSettings first = settings.operations().get(0);
        LocalDate today = LocalDate.now(clock.withZone(first.zone()));
        return new AdsQuery(counts, uncoded, codes(settings), export.read(), today)
                .report(
                        AdsRequest.of(from, to, By.of(by), operation, today),
                        settings.operations().size() == 1 ? "" : operation);
    }

    /** What codes.yaml says. */
    public static CodeGroups codes(Settings settings) {
        return CodesFile.read(file(settings, "ads.groups"));
    }

    /** @return the file that a setting names, from the home on */
    public static Path file(Settings settings, String key) {
        return settings.home().resolve(settings.get(key));
    }
}
