package org.clickrouter.store.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.clicks.WindowEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The clicks are of 9:30 in Bogota, and it is 10:00 there when a test begins. */
@ParameterizedClass
@EnumSource
class LatenessTest extends StoreTest {

    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

    private void readAs(RoutingMode.Routing routing, Click... clicks) {
        ReportRead reading = store.begin(lease, new RoutingMode(UNCODED, BOGOTA, routing), TERM);
        store.write(store.compare(reading, List.of(clicks), false), List.of(), new WindowEnd(0, 1000, null, 3600));
    }

    private Lateness.Shares learned() {
        return new Lateness(database).of(OPERATION);
    }

    @Test
    void nothingIsLearnedBeforeACodeHasCome() {
        readAs(RoutingMode.Routing.NEWS, click("1", ""), click("2", "TIMEOUTCHAT"));

        assertThat(learned().codes()).isZero();
        assertThat(new Lateness(database).within(OPERATION, Duration.ofHours(1)))
                .isEqualTo(1);
    }

    @Test
    void theSharesTellHowLateCodesWereFirstSeenAfterTheirClicks() {
        readAs(
                RoutingMode.Routing.NEWS,
                click("soon", "VENTA"),
                click("late", ""),
                click("later", ""),
                click("never", ""));
        clock.advance(Duration.ofHours(3));
        readAs(RoutingMode.Routing.NEWS, click("late", "VENTA"));
        clock.advance(Duration.ofHours(30));
        readAs(RoutingMode.Routing.NEWS, click("later", "VENTA"), click("late", "RECLAMO"));

        assertThat(learned().codes()).isEqualTo(3);
        assertThat(learned().shares().values()).containsExactly(1 / 3.0, 2 / 3.0, 2 / 3.0, 1.0, 1.0);
        assertThat(new Lateness(database).within(OPERATION, Duration.ofHours(24)))
                .isEqualTo(2 / 3.0);
    }

    @Test
    void whatWasCodedLongBeforeItWasFirstSeenTellsNothing() {
        clock.advance(Duration.ofHours(20));
        readAs(RoutingMode.Routing.NEWS, click("old", "VENTA"));
        readAs(RoutingMode.Routing.NO_HISTORY, click("history", "VENTA"));

        assertThat(learned().codes()).isZero();
    }
}
