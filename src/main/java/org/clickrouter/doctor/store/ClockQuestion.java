package org.clickrouter.doctor.store;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.text.Durations;

/** Whether the clock of PostgreSQL is that of this machine: leases are times of this machine's. */
public final class ClockQuestion implements StoreQuestion {

    private static final Duration SLACK = Duration.ofSeconds(10);

    private final Clock clock;

    public ClockQuestion(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.STORE_CLOCK;
    }

    @Override
    public void ask(Database database, Consumer<Finding> say) {
        database.time().ifPresent(its -> {
            Duration ahead = Duration.between(its, clock.instant());
            say.accept(
                    ahead.abs().compareTo(SLACK) > 0
                            ? Finding.warning(
                                    topic(),
                                    "",
                                    "this machine's clock is "
                                            + Durations.format(Duration.ofSeconds(
                                                    ahead.abs().toSeconds()))
                                            + (ahead.isNegative() ? " behind" : " ahead of") + " that of PostgreSQL",
                                    "Let NTP set both.")
                            : Finding.good(topic(), "", "the clock of PostgreSQL is that of this machine"));
        });
    }
}
