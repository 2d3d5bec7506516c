package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Received;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clicks in one request, and a process that is killed with some of them under way. */
class BatchIT {

    private static final int CLICKS = 120;
    private static final Pattern CHAT = Pattern.compile("\"chat_id\":\"(\\d+)\"");

    @TempDir
    private Path folder;

    @Test
    void aKillLosesNoClickAndWhatWasUnderWayComesAgainToTheLetterUnderItsId() {
        Store store = Store.h2(folder);
        try (Outside outside = new Outside()) {
            Home home = outside.settle(new Home(folder))
                    .shortLeases()
                    .store(store)
                    .with("webhook.batch", 10)
                    .with("email.codes", "")
                    .with("sql.codes", "");
            // Those behind the fourth have no answer: the process dies while they are under way.
            outside.webhook.behave(
                    request -> outside.webhook.received().size() > 4 ? Behaviour.hang() : Behaviour.ok());
            List<ObjectNode> clicks = outside.add(CLICKS, "VENTA");
            RunningJar killed = RunningJar.run(home);
            await().atMost(PATIENCE).until(() -> outside.webhook.received().size() > 6);
            killed.kill();
            int before = outside.webhook.received().size();
            outside.webhook.behave(Behaviour.ok());
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE)
                        .until(() -> store.view().deliveries().done().count() == CLICKS);
                assertThat(jar.stop()).isZero();
            }

            Map<String, String> requests = new TreeMap<>();
            for (Received request : outside.webhook.received()) {
                String first = requests.putIfAbsent(request.header("webhook-id").orElseThrow(), request.text());
                assertThat(first == null || first.equals(request.text()))
                        .as("a repeat is the same to the letter")
                        .isTrue();
            }
            assertThat(requests.values().stream()
                            .flatMap(text -> CHAT.matcher(text).results().map(found -> found.group(1))))
                    .as("each click under one id")
                    .containsExactlyInAnyOrderElementsOf(Outside.chats(clicks).toList());
            assertThat(outside.webhook.received().size() - requests.size())
                    .as("repeats of what was under way")
                    .isBetween(1, before);
        }
    }
}
