package org.clickrouter.tryout;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.clickrouter.console.view.RuleTrial;
import org.clickrouter.console.view.Rules;
import org.clickrouter.report.Click;
import org.clickrouter.report.Records;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.text.RootCause;
import org.clickrouter.tryout.example.ExampleFile;

/**
 * Where records would go and what would be sent there, by the files of {@code routes/} as they are now: what
 * {@code route} prints, and what the console's page of rules shows. The files are loaded for each trial, so only one is
 * made at a time.
 */
public final class RecordTrial implements RuleTrial {

    private static final int MOST = 20;

    private final Supplier<Settings> settings;
    private final Path home;
    private final Semaphore one = new Semaphore(1);

    /**
     * @param settings those in force
     * @param home folder of routes/
     */
    public RecordTrial(Supplier<Settings> settings, Path home) {
        this.settings = settings;
        this.home = home;
    }

    @Override
    public List<Rules.Tried> of(String records) {
        Settings now = settings.get();
        OperationSettings owner = now.operations().get(0);
        List<Click> clicks = Records.read(owner.name(), records);
        if (clicks.size() > MOST) {
            throw new IllegalArgumentException(
                    "at most " + MOST + " records at a time, not " + clicks.size() + "; the command route takes more");
        }
        if (!one.tryAcquire()) {
            throw new IllegalArgumentException("somebody else is trying a record at this moment; try again");
        }
        try (Rehearsal rehearsal = new Rehearsal(now, home)) {
            rehearsal.answering(ExampleFile.stubs(rehearsal.folder()));
            Payloads payloads = new Payloads(rehearsal);
            return clicks.stream()
                    .map(click -> tried(rehearsal, payloads, click, click.firstRevision(owner.uncoded())))
                    .map(tried -> masked(tried, now))
                    .toList();
        } catch (UsageException e) {
            throw new IllegalArgumentException(now.mask(e.getMessage()), e);
        } finally {
            one.release();
        }
    }

    /**
     * @param number revision of the click's code
     * @throws UsageException where the files themselves are wrong
     */
    public static Rules.Tried tried(Rehearsal rehearsal, Payloads payloads, Click click, int number) {
        List<Rules.To> all = new ArrayList<>();
        String failure = null;
        try {
            RoutedClick change = rehearsal.route(click, number);
            for (String destination : change.names()) {
                var payload = payloads.of(change, destination, Instant.now());
                all.add(new Rules.To(destination, payload.to(), payload.headers(), payload.body()));
            }
        } catch (UsageException e) {
            throw e;
        } catch (Exception e) {
            failure = RootCause.line(e);
        }
        return new Rules.Tried(click.chatId(), click.code(), number, all, failure, rehearsal.skipped());
    }

    /** A body of the engineer's own may name a secret; a page may be read by those who may not know it. */
    private static Rules.Tried masked(Rules.Tried tried, Settings settings) {
        return new Rules.Tried(
                tried.chatId(),
                tried.code(),
                tried.revision(),
                tried.destinations().stream()
                        .map(to -> new Rules.To(to.destination(), to.to(), to.headers(), settings.mask(to.body())))
                        .toList(),
                settings.mask(tried.failure()),
                settings.mask(tried.notCalled()));
    }
}
