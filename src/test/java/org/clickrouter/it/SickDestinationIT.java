package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.MailReceiver;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One destination is sick: the others and the polling do not notice, and it catches up by itself when it is well again.
 */
class SickDestinationIT {
    private static final int CLICKS = 40;

    @TempDir
    Path folder;

    @TempDir
    Path sinkFolder;

    @Test
    void aWebhookThatHangsDelaysNothingElseAndCatchesUp() {
        Store store = Store.h2(folder);
        try (Outside outside = new Outside();
                RunningJar jar = start(outside, store)) {
            outside.webhook.behave(Behaviour.hang());
            List<ObjectNode> clicks = outside.add(CLICKS, "CITA AGENDADA");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(outside.mailbox.messages()).hasSize(CLICKS);
                assertThat(store.view().deliveries().to("sql").done().count()).isEqualTo(CLICKS);
                assertThat(store.view()
                                .deliveries()
                                .to("webhook")
                                .triedAtLeast(1)
                                .count())
                        .isPositive();
            });
            pollingGoesOn(outside);
            assertThat(store.view().deliveries().to("webhook").done().count()).isZero();
            int before = outside.webhook.received().size();
            outside.webhook.behave(Behaviour.ok());
            allDone(store);
            // What hung had no answer, so it may come again, once and under its id.
            assertThat(outside.webhookIds()
                            .subList(before, outside.webhook.received().size()))
                    .doesNotHaveDuplicates();
            assertThat(outside.webhookIds().stream().distinct()).hasSize(CLICKS);
            assertThat(outside.webhooks().stream().distinct())
                    .containsExactlyInAnyOrderElementsOf(Outside.chats(clicks)
                            .map(chat -> chat + " 1 CITA AGENDADA")
                            .toList());
            othersOnce(outside, store, clicks);
            assertThat(jar.stop()).isZero();
        }
    }

    @Test
    void aMailServerThatIsDownDelaysNothingElseAndCatchesUp() {
        Store store = Store.h2(folder);
        MailReceiver down = MailReceiver.start();
        int port = down.port();
        down.close();
        try (Outside outside = new Outside();
                RunningJar jar = RunningJar.run(settings(outside, store).with("email.port", port))) {
            List<ObjectNode> clicks = outside.add(CLICKS, "CITA AGENDADA");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(store.view().deliveries().to("webhook").done().count())
                        .isEqualTo(CLICKS);
                assertThat(store.view().deliveries().to("sql").done().count()).isEqualTo(CLICKS);
                assertThat(store.view()
                                .deliveries()
                                .to("email")
                                .failedAs("UNREACHABLE")
                                .count())
                        .isPositive();
            });
            pollingGoesOn(outside);
            try (MailReceiver up = MailReceiver.start(port, mail -> {})) {
                allDone(store);
                assertThat(Outside.subjects(up))
                        .containsExactlyInAnyOrderElementsOf(
                                clicks.stream().map(Outside::subject).toList());
                assertThat(jar.stop()).isZero();
            }
            assertThat(outside.webhook.received())
                    .extracting(Outside::record)
                    .containsExactlyInAnyOrderElementsOf(clicks);
            rowsOf(store, clicks);
        }
    }

    @Test
    void aDatabaseThatIsDownDelaysNothingElseAndCatchesUp() throws SQLException {
        Store store = Store.h2(folder);
        Server sink = sinkServer(0);
        int port = sink.getPort();
        Store table = new Store("jdbc:h2:tcp://127.0.0.1:" + port + "/sink", "sa", "");
        try (Outside outside = new Outside()) {
            Home home = settings(outside, store).with("sql.url", table.url()).with("sql.user", "sa");
            try (RunningJar jar = RunningJar.run(home)) {
                List<ObjectNode> before = outside.add(CLICKS, "CITA AGENDADA");
                allDone(store, CLICKS);
                sink.stop();
                List<ObjectNode> after = outside.add(CLICKS, "CITA AGENDADA");
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(outside.webhook.received()).hasSize(2 * CLICKS);
                    assertThat(outside.mailbox.messages()).hasSize(2 * CLICKS);
                    assertThat(store.view()
                                    .deliveries()
                                    .to("sql")
                                    .triedAtLeast(1)
                                    .pending()
                                    .count())
                            .isPositive();
                });
                pollingGoesOn(outside);
                sink = sinkServer(port);
                allDone(store);
                rowsOf(table, Stream.concat(before.stream(), after.stream()).toList());
                assertThat(outside.webhookIds()).doesNotHaveDuplicates().hasSize(2 * CLICKS);
                assertThat(outside.messageIds()).doesNotHaveDuplicates().hasSize(2 * CLICKS);
                assertThat(jar.stop()).isZero();
            }
        } finally {
            sink.stop();
        }
    }

    private Server sinkServer(int port) throws SQLException {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        List<String> arguments =
                List.of("-tcpPort", Integer.toString(port), "-baseDir", sinkFolder.toString(), "-ifNotExists");
        return Server.createTcpServer(arguments.toArray(String[]::new)).start();
    }

    private RunningJar start(Outside outside, Store store) {
        return RunningJar.run(settings(outside, store));
    }

    private Home settings(Outside outside, Store store) {
        return outside.settle(new Home(folder)).shortLeases().store(store).with("poll.period", "500ms");
    }

    private static void pollingGoesOn(Outside outside) {
        int calls = outside.api.calls().size();
        await().atMost(PATIENCE).until(() -> outside.api.calls().size() >= calls + 3);
        assertThat(outside.api.maxInFlight()).isEqualTo(1);
    }

    private static void allDone(Store store) {
        await().atMost(PATIENCE).until(() -> store.view().deliveries().notDone().count() == 0);
    }

    private static void allDone(Store store, int clicks) {
        await().atMost(PATIENCE).until(() -> store.view().allDone(clicks));
    }

    private static void othersOnce(Outside outside, Store store, List<ObjectNode> clicks) {
        assertThat(outside.subjects())
                .containsExactlyInAnyOrderElementsOf(
                        clicks.stream().map(Outside::subject).toList());
        rowsOf(store, clicks);
    }

    private static void rowsOf(Store table, List<ObjectNode> clicks) {
        assertThat(table.view().sink().rows())
                .extracting(row -> Outside.parse(row.record()))
                .containsExactlyInAnyOrderElementsOf(clicks);
    }
}
