package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a terminal alone: where is that sale? The same with a browser alone is in ConsoleInBrowserTest. */
class ThreeInTheMorningTest {

    private static final String SALE = "1795458433000004";

    @TempDir
    private Path home;

    @Test
    void aSaleThatDidNotReachTheCrmIsFoundExplainedAndSentAgainInFourSteps() {
        try (Rig rig = new Rig(home)) {
            rig.set("retry.schedule", "50ms").click(SALE, "VENTA");
            rig.webhook.behave(Behaviour.saying(400, "unknown field"));
            Router router = rig.start();
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().dead().count()).isEqualTo(1));

            // 1. What is wrong?
            Output status = command("status");
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.text()).contains("1 delivery to webhook is dead", "click-router dead");
            // 2. What became of that chat, and why?
            String trace = command("trace", SALE).text();
            assertThat(trace).contains("VENTA", "REJECTED  400", "unknown field");
            Matcher id = Pattern.compile("msg_[0-9a-f]{32}").matcher(trace);
            assertThat(id.find()).isTrue();
            // 3. Send it again.
            rig.webhook.behave(Behaviour.ok());
            assertThat(command("replay", "--id", id.group()).text()).contains("1 delivery is in its queue again");
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(1));
            // 4. Did it arrive?
            assertThat(command("trace", SALE).text()).contains("delivered");
        }
    }

    private Output command(String word, String... more) {
        String[] all = new String[more.length + 3];
        all[0] = word;
        System.arraycopy(more, 0, all, 1, more.length);
        all[more.length + 1] = "--home";
        all[more.length + 2] = home.toString();
        return Output.of(all);
    }
}
