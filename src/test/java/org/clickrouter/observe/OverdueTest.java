package org.clickrouter.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheck.State;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.store.reports.Trouble;
import org.clickrouter.store.reports.Troubles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An operation that is due, and that nobody reads or tries to: no call fails, so nothing else tells of it. */
@ParameterizedClass
@EnumSource
class OverdueTest extends StoreTest {

    private static final Duration LONG = Duration.ofMinutes(17);

    private List<OperationSettings> settings;
    private Health.Operation health;
    private Instances instances;

    @BeforeEach
    void aProcessRuns() {
        settings = Settings.of(
                        folder,
                        Map.of("wolkvox.server", "1", "wolkvox.token", "t", "wolkvox.operation", OPERATION),
                        "test")
                .operations();
        health = new Health.Operation(
                settings.get(0), operations, Duration.ofMinutes(5), clock, new StoreProbe(() -> {}, LONG));
        instances = new Instances(database, clock);
        instances.began("here", "1");
    }

    /** It still says that it runs. */
    private void pass(Duration time) {
        clock.advance(time);
        instances.runs("here", List.of(), List.of());
    }

    private List<Trouble> troubles() {
        return new Troubles(database, OperationSettings.timeouts(settings), clock).all(Set.of());
    }

    private void assertOverdueSince(long since) {
        assertThat(troubles()).containsExactly(new Trouble(Trouble.Kind.OVERDUE, OPERATION, 1, since, ""));
        assertThat(health.call().getState()).isEqualTo(State.DOWN);
    }

    private void assertWell() {
        assertThat(troubles()).isEmpty();
        assertThat(health.call().getState()).isEqualTo(State.UP);
    }

    @Test
    void aFirstPollThatNeverBeginsIsToldSinceTheStart() {
        long start = clock.millis();
        pass(Duration.ofMinutes(15));
        assertWell();

        pass(Duration.ofMinutes(2));

        assertOverdueSince(start);
    }

    @Test
    void aPollThatStandsIsToldSinceItsLastWindow() {
        pass(LONG);
        long read = operations.beginRead(lease, TERM);
        operations.windowDone(lease, read, 5L, 60, false, clock.millis());
        long last = clock.millis();
        assertWell();

        pass(LONG);

        assertOverdueSince(last);
    }

    @Test
    void whatWaitsForItsTimeIsInTime() {
        operations.release(lease, clock.millis() + Duration.ofHours(20).toMillis());

        pass(Duration.ofHours(20));

        assertWell();
    }

    @Test
    void whatIsStoppedOrFailsIsToldAsThat() {
        operations.failed(lease, "token refused", 60, true, "REFUSED_TOKEN");
        pass(LONG);

        assertThat(troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.STOPPED);
    }

    @Test
    void anOperationThatTheSettingsHaveNoMoreIsHistory() {
        operations.ensure("lima");
        operations.release(lease, clock.millis() + Duration.ofHours(1).toMillis());
        pass(LONG);

        assertWell();
    }

    @Test
    void whereNoProcessRunsThatIsTold() {
        clock.advance(LONG);

        assertThat(troubles()).isEmpty();
    }
}
