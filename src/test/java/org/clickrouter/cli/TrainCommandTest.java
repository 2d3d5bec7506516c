package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.clickrouter.scenario.Output;
import org.junit.jupiter.api.Test;

/** {@code train}: what the launcher makes its class cache by. */
class TrainCommandTest {

    @Test
    void itReadsStoresAndSendsMadeUpClicksWithTheShippedRoutesAndLooksAtEachPage() {
        Output train = Output.of("train");

        assertThat(train.exitCode()).as(train.text()).isZero();
        assertThat(train.text()).contains("clicks stored").contains("are in order");
        assertThat(train.text())
                .contains("\n/: ", "/deliveries: ", "/ads: ", "/coverage: ", "/console/console.css: 200");
    }

    @Test
    void theHelpDoesNotShowIt() {
        assertThat(Output.of("--help").text()).contains("trace").doesNotContain("train");
    }
}
