package org.clickrouter.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstanceIdTest {

    private final InstanceId here = InstanceId.here();

    @Test
    void aProcessThatHasEndedIsKnownAsDead() throws Exception {
        Process ended = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-version")
                .redirectErrorStream(true)
                .start();
        ended.getInputStream().readAllBytes();
        ended.waitFor();

        assertThat(here.knowsAsDead(new InstanceId(here.host(), ended.pid(), "abcd").toString()))
                .isTrue();
    }

    @Test
    void anEarlierProcessOfTheSameNumberIsKnownAsDead() {
        assertThat(here.knowsAsDead(new InstanceId(here.host(), here.pid(), "earlier").toString()))
                .isTrue();
    }

    @Test
    void itselfAndALivingProcessAreNotDead() {
        assertThat(here.knowsAsDead(here.toString())).isFalse();
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> assertThat(
                                here.knowsAsDead(new InstanceId(here.host(), parent.pid(), "abcd").toString()))
                        .isFalse());
    }

    @Test
    void nothingIsKnownOfOtherMachinesOrOtherNames() {
        assertThat(here.knowsAsDead("other-host/999999999/abcd")).isFalse();
        assertThat(here.knowsAsDead("nonsense")).isFalse();
        assertThat(here.knowsAsDead(here.host() + "/x/abcd")).isFalse();
    }
}
