package org.clickrouter.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class KeptTest {

    private final SetClock clock = new SetClock("2026-11-28T03:00:00Z");
    private final Kept kept = new Kept(clock);
    private final AtomicInteger asked = new AtomicInteger();
    private Duration cost = Duration.ofMillis(200);
    private boolean slow;

    private Integer look(boolean again) {
        return kept.get(Integer.class, "page", again, () -> {
            clock.advance(cost);
            if (slow) {
                throw new QueryTimeoutException("two seconds");
            }
            return asked.incrementAndGet();
        });
    }

    /** Its code was loaded the first time, so that says nothing of what it costs. */
    @BeforeEach
    void twice() {
        look(false);
        look(false);
        assertThat(asked).hasValue(2);
    }

    @Test
    void anAnswerIsKeptForAHundredTimesAsLongAsItTook() {
        clock.advance(Duration.ofSeconds(19));
        assertThat(look(false)).isEqualTo(2);

        clock.advance(Duration.ofSeconds(1));
        assertThat(look(false)).isEqualTo(3);
    }

    @Test
    void forAMinuteAtMost() {
        cost = Duration.ofSeconds(2);
        clock.advance(Duration.ofMinutes(1));
        look(false);
        look(true);
        int last = asked.get();
        clock.advance(Duration.ofSeconds(57));
        assertThat(look(false)).isEqualTo(last);

        clock.advance(Duration.ofSeconds(1));
        assertThat(look(false)).isGreaterThan(last);
    }

    @Test
    void whoWantsItAgainGetsItAsItIs() {
        assertThat(look(true)).isEqualTo(3);
    }

    @Test
    void whatWasDoneShowsAtOnce() {
        kept.forget();

        assertThat(look(false)).isEqualTo(3);
    }

    @Test
    void aStoreThatIsTooSlowIsNotAskedAtOnceAgain() {
        slow = true;
        assertThatThrownBy(() -> look(true)).isInstanceOf(QueryTimeoutException.class);
        slow = false;
        assertThatThrownBy(() -> look(false)).isInstanceOf(QueryTimeoutException.class);

        clock.advance(Duration.ofMinutes(1));
        assertThat(look(false)).isEqualTo(3);
    }
}
