package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.GuardedReceiver;
import org.clickrouter.testing.GuardedReceiver.Taken;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.LoginProxy;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A company's receiver: behind a proxy with a log-in, it asks for a certificate and for a token that soon ends, which a
 * refresh token gives that is good for one use.
 */
class LogInIT {

    private static final int CLICKS = 1000;
    private static final int RENEWALS = 20;
    /** A token of 2 s is renewed after 1.5 s: at this rate all clicks take longer than all renewals. */
    private static final String A_SECOND = "28";

    @TempDir
    private Path folder;

    @TempDir
    private Path keys;

    @Test
    void allArrivesUnderOneIdThroughRenewalsAndAKill() throws Exception {
        Certificates certificates = new Certificates(keys);
        certificates.client("ours");
        Store store = Store.h2(folder);
        try (Outside outside = new Outside();
                LoginProxy proxy = new LoginProxy("ana:p@ss");
                GuardedReceiver receiver = new GuardedReceiver(certificates.lettingIn("ours"))
                        .life(Duration.ofSeconds(2))
                        .onceGracefully("1//first")) {
            Home home = outside.settle(new Home(folder))
                    .store(store)
                    // Long enough for a machine with other work; what the killed process held is free again soon.
                    .with("webhook.timeout", "15s")
                    .with("delivery.lease", "20s")
                    .with("sql.codes", "")
                    .with("email.codes", "")
                    .with("email.timeout", "10s")
                    .with("sql.timeout", "10s")
                    .with("webhook.url", receiver.url("/hook"))
                    .with("webhook.codes", "VENTA")
                    .with("webhook.rate", A_SECOND)
                    .with("webhook.proxy", "http://ana:p%40ss@127.0.0.1:" + proxy.port())
                    .with("webhook.ca", keys.resolve("trusted.pem").toString())
                    .with("webhook.certificate", keys.resolve("ours.pem").toString())
                    .with("webhook.key", keys.resolve("ours.key").toString())
                    .with("webhook.oauth2.token-url", receiver.url("/token"))
                    .with("webhook.oauth2.client-id", GuardedReceiver.CLIENT)
                    .with("webhook.oauth2.client-secret", GuardedReceiver.SECRET)
                    .with("webhook.oauth2.refresh-token", "1//first");
            List<ObjectNode> clicks = outside.add(CLICKS, "VENTA");
            RunningJar killed = RunningJar.run(home);
            await().atMost(PATIENCE).until(() -> receiver.taken().size() > CLICKS / 3);
            killed.kill();
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE)
                        .until(() -> store.view().deliveries().count() == CLICKS
                                && store.view().deliveries().notDone().count() == 0);
                assertThat(jar.stop()).isZero();
                assertThat(killed.output() + jar.output())
                        .doesNotContain(GuardedReceiver.SECRET, "p@ss", "token-1-", "1//first", "1//next");
            }
            Map<String, List<String>> idsByChat = receiver.taken().stream()
                    .collect(Collectors.groupingBy(
                            Taken::chat,
                            Collectors.mapping(
                                    Taken::id, Collectors.collectingAndThen(Collectors.toSet(), List::copyOf))));
            assertThat(idsByChat.keySet())
                    .containsExactlyInAnyOrderElementsOf(Outside.chats(clicks).toList());
            assertThat(idsByChat.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
            // The first one is no renewal. Each is asked for by what came with the one before it.
            assertThat(receiver.asked()).hasSizeGreaterThanOrEqualTo(1 + RENEWALS);
            assertThat(receiver.stale()).isZero();
            assertThat(proxy.heads()).isNotEmpty().allMatch(head -> head.startsWith("CONNECT localhost:"));
        }
    }
}
