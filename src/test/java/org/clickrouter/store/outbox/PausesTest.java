package org.clickrouter.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.outbox.Pauses.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is paused, why, until when, and who may try. */
@ParameterizedClass
@EnumSource
class PausesTest extends StoreTest {

    private Pauses pauses;

    @BeforeEach
    void pauses() {
        pauses = new Outbox(database, clock, "one").pauses();
    }

    private List<String> names() {
        return pauses.all().stream().map(p -> p.destination() + " " + p.kind()).toList();
    }

    @Test
    void oneThatIsGoneIsNeverTriedAndTheFirstReasonStands() {
        pauses.pause("crm", Kind.GONE, "answered 410");
        pauses.pause("crm", Kind.REFUSED, "answered 401");
        assertThat(pauses.of("crm"))
                .hasValue(new Pauses.Pause("crm", Kind.GONE, clock.millis(), "answered 410", null, null));
        clock.advance(Duration.ofDays(1));
        assertThat(pauses.takeTry("crm")).isFalse();
        assertThat(pauses.takeTry("mail")).isFalse();
    }

    @Test
    void oneThatRefusedUsIsTriedByOneInstanceEveryFifteenMinutes() throws Exception {
        pauses.pause("crm", Kind.REFUSED, "answered 401");
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(pauses.takeTry("crm")).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(together(4, thread -> pauses.takeTry("crm")))
                .filteredOn(taken -> taken)
                .hasSize(1);
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(pauses.takeTry("crm")).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(pauses.takeTry("crm")).isTrue();
    }

    @Test
    void aSuccessEndsOnlyThePauseOfOneThatRefusedUs() {
        pauses.pause("refused", Kind.REFUSED, "answered 401");
        pauses.pause("gone", Kind.GONE, "answered 410");
        pauses.pauseByHand("manual", "by hand", null);
        List.of("refused", "gone", "manual").forEach(pauses::accepted);
        assertThat(names()).containsExactly("gone GONE", "manual MANUAL");
    }

    @Test
    void aStartEndsAllButThoseMadeByHand() {
        pauses.pause("refused", Kind.REFUSED, "answered 401");
        pauses.pause("gone", Kind.GONE, "answered 410");
        pauses.pauseByHand("manual", "by hand", null);
        assertThat(pauses.begin()).containsExactlyInAnyOrder("refused", "gone");
        assertThat(names()).containsExactly("manual MANUAL");
    }

    @Test
    void aPauseByHandTakesTheOthersPlaceAndEndsAtItsTime() {
        pauses.pause("crm", Kind.GONE, "answered 410");
        pauses.pauseByHand("crm", "two\nlines", Duration.ofHours(1));
        assertThat(pauses.of("crm").orElseThrow().reason()).isEqualTo("two lines");
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(names()).containsExactly("crm MANUAL");
        clock.advance(Duration.ofMillis(1));
        assertThat(names()).isEmpty();
        pauses.pause("crm", Kind.REFUSED, "answered 401");
        assertThat(names()).as("what is over is not in the way").containsExactly("crm REFUSED");
    }

    @Test
    void resumeEndsWhateverThereIsAndTellsWhetherThereWasAny() {
        pauses.pauseByHand("crm", "by hand", null);
        assertThat(pauses.resume("crm")).isTrue();
        assertThat(pauses.resume("crm")).isFalse();
        assertThat(names()).isEmpty();
    }
}
