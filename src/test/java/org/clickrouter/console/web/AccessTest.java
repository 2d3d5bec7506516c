package org.clickrouter.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.Test;

/** Passwords and sessions of the console. */
class AccessTest {

    private final SetClock clock = new SetClock("2026-03-10T15:00:00Z");
    private final Access access = new Access("act-secret", "read-secret", clock);

    @Test
    void eachPasswordAllowsWhatItIsFor() {
        assertThat(access.role("act-secret", "1.2.3.4")).contains(Access.Role.OPERATOR);
        assertThat(access.role("read-secret", "1.2.3.4")).contains(Access.Role.READER);
        assertThat(access.role("other", "1.2.3.4")).isEmpty();
        assertThat(access.role("", "1.2.3.4")).isEmpty();
    }

    @Test
    void anEmptyPasswordOpensNothing() {
        assertThat(new Access("", "read-secret", clock).role("", "a")).isEmpty();
        assertThat(new Access("act-secret", "", clock).role("", "a")).isEmpty();
    }

    @Test
    void whoGuessesTooOftenWaitsAMinuteAndNobodyElseDoes() {
        for (int i = 0; i < 5; i++) {
            assertThat(access.role("guess" + i, "1.2.3.4")).isEmpty();
        }

        assertThat(access.locked("1.2.3.4")).isTrue();
        assertThat(access.role("act-secret", "1.2.3.4")).isEmpty();
        assertThat(access.role("act-secret", "5.6.7.8")).contains(Access.Role.OPERATOR);
        clock.advance(Duration.ofSeconds(61));
        assertThat(access.role("act-secret", "1.2.3.4")).contains(Access.Role.OPERATOR);
    }

    @Test
    void anotherPasswordCountsAtOnceAndEndsTheSessionsThatBeganByTheOld() {
        String operator = access.begin(Access.Role.OPERATOR);
        String reader = access.begin(Access.Role.READER);

        access.passwords("other-to-act", "read-secret");

        assertThat(access.role("other-to-act", "a")).contains(Access.Role.OPERATOR);
        assertThat(access.role("act-secret", "a")).isEmpty();
        assertThat(access.session(operator)).isEmpty();
        assertThat(access.session(reader)).contains(Access.Role.READER);
    }

    @Test
    void aSessionEndsByItselfAndByHand() {
        String session = access.begin(Access.Role.OPERATOR);
        String other = access.begin(Access.Role.READER);

        assertThat(access.session(session)).contains(Access.Role.OPERATOR);
        access.end(session);
        assertThat(access.session(session)).isEmpty();
        assertThat(access.session(other)).contains(Access.Role.READER);
        clock.advance(Access.SESSION);
        assertThat(access.session(other)).isEmpty();
        assertThat(access.session("made-up")).isEmpty();
        assertThat(access.session(null)).isEmpty();
    }
}
