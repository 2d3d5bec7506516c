package org.clickrouter.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final SetClock clock = new SetClock("2026-03-10T15:00:00Z");

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalHasOneLineWithTheTimeThatIsLeft() {
        ProgressBar bar = new ProgressBar(out, true, 0.5, clock);
        bar.show(0.5, "bogota", "plain");
        clock.advance(Duration.ofSeconds(60));
        bar.show(0.75, "bogota", "plain");
        bar.show(1, "bogota", "plain");
        bar.end();

        assertThat(text())
                .startsWith("\rbogota [############............] 50 %")
                // A quarter took a minute, and a quarter is left.
                .contains("\rbogota [##################......] 75 %, 1m left")
                .contains("\rbogota [########################] 100 %")
                .doesNotContain("plain", "\u001B");
        assertThat(text()).endsWith(System.lineSeparator());
    }

    @Test
    void aFileHasPlainLines() {
        ProgressBar bar = new ProgressBar(out, false, 0, clock);
        bar.show(0.1, "bogota", "read up to here");
        bar.show(0.2, "bogota", "read up to there");
        bar.end();

        assertThat(text().lines()).containsExactly("read up to here", "read up to there");
    }

    @Test
    void whatIsNoTerminalIsTold() {
        assertThat(ProgressBar.isTerminal(Map.of("TERM", "dumb"))).isFalse();
        assertThat(ProgressBar.isTerminal(Map.of("CI", "true"))).isFalse();
    }
}
