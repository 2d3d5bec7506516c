package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.store.reports.StoreThere;
import org.clickrouter.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup}, {@code restore} and {@code move}, as an engineer types them. */
class BackupCommandsTest {

    @TempDir
    private Path home;

    @TempDir
    private Path elsewhere;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home).set("retry.schedule", "1h,1h");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** Runs until two of three clicks are with the receiver, and one waits. */
    private Router halfDelivered() {
        Router router = rig.clicks("c", 2, "VENTA").start();
        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(2));
        rig.webhook.behave(Behaviour.status(503));
        rig.click("waits", "VENTA");
        eventually(() -> assertThat(
                        Rig.store(router).deliveries().pending().triedAtLeast(1).count())
                .isOne());
        return router;
    }

    private Output at(Path folder, String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--home";
        all[words.length + 1] = folder.toString();
        return Output.of(all);
    }

    @Test
    void aBackupIsMadeWhileTheProductRunsAndRestoredIntoAnEmptyStore() throws Exception {
        Router router = halfDelivered();
        Path file = elsewhere.resolve("backup.zip");
        assertThat(at(home, "backup", file.toString()))
                .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero())
                .satisfies(o -> assertThat(o.text()).contains("wrote 3 clicks and 3 deliveries"));
        assertThat(at(home, "backup", file.toString()).exitCode()).isEqualTo(2);
        assertThat(at(home, "restore", file.toString()))
                .as("while it runs")
                .satisfies(o -> assertThat(o.exitCode()).isOne());
        rig.stop(router);
        for (String[] words : new String[][] {{"restore"}, {"restore", "--dry-run"}}) {
            String[] all = Arrays.copyOf(words, words.length + 1);
            all[words.length] = file.toString();
            assertThat(at(home, all))
                    .satisfies(o -> assertThat(o.exitCode()).isOne())
                    .satisfies(o -> assertThat(o.text()).contains("The store is not empty"));
        }

        try (Rig other = new Rig(elsewhere)) {
            other.settings();
            assertThat(at(elsewhere, "restore", "--dry-run", file.toString()))
                    .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero())
                    .satisfies(o -> assertThat(o.text())
                            .contains("3 clicks and 3 deliveries", "would be restored; nothing was done"));
            assertThat(elsewhere.resolve("store.mv.db")).doesNotExist();
            assertThat(at(elsewhere, "restore", file.toString()))
                    .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero())
                    .satisfies(o -> assertThat(o.text()).contains("restored 3 clicks", "1 delivery of them waits"));
            assertThat(at(elsewhere, "trace", "waits").text()).contains("pending");
        }
    }

    @Test
    void whatWaitsGoesToPostgresAndIsSentFromThereOnce() throws Exception {
        Router h2 = halfDelivered();
        String url = Postgres.freshUrlWithoutUser();
        String[] move = {"move", "--to", url, "--user", Postgres.USER};
        rig.stop(h2);
        rig.webhook.behave(Behaviour.ok());
        int sent = rig.received().size();
        assertThat(at(home, "move", "--to", url, "--user", Postgres.USER, "--dry-run"))
                .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero())
                .satisfies(o -> assertThat(o.text()).contains("3 clicks", "would be moved to", "nothing was done"));
        assertThat(StoreThere.at(url, Postgres.USER, "")).isFalse();

        assertThat(at(home, move))
                .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero())
                .satisfies(o -> assertThat(o.text()).contains("moved 3 clicks and 3 deliveries", "store.url=" + url));
        assertThat(at(home, "status").text()).contains("this store was moved to " + url);

        rig.set("store.url", url).set("store.user", Postgres.USER);
        Router postgres = rig.start();
        Rig.store(postgres).edit().pendingIsDue();
        eventually(() ->
                assertThat(Rig.store(postgres).deliveries().done().count()).isEqualTo(3));
        assertThat(rig.received().subList(sent, rig.received().size())).containsExactly("waits");
        assertThat(Files.exists(home.resolve("store.mv.db"))).isTrue();
    }

    @Test
    void aMoveToAnythingElseIsWrongUsage() {
        rig.settings();
        assertThat(at(home, "move", "--to", "jdbc:h2:file:./other"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                .satisfies(o -> assertThat(o.text()).contains("from H2 (store.url) to PostgreSQL"));
        assertThat(at(home, "move", "--to", "jdbc:postgresql://db/clicks?password=secret1")
                        .exitCode())
                .isEqualTo(2);
        assertThat(at(home, "move", "--to", "jdbc:postgresql://db/clicks"))
                .satisfies(o -> assertThat(o.exitCode()).isOne());
    }

    @Test
    void aProcessOfAnotherMachineThatMayOnlyBeSilentIsNamedWithTheSecondsLeftAndADeadOneOfThisMachineIsNot()
            throws Exception {
        rig.stop(rig.clicks("c", 1, "VENTA").start());
        String url = Postgres.freshUrlWithoutUser();
        String[] move = {"move", "--to", url, "--user", Postgres.USER};
        try (Database store = Database.open(url, Postgres.USER, "", 2)) {
            Instances instances = new Instances(store, Clock.systemUTC());
            instances.began("elsewhere/7/abcd", "1");
            assertThat(at(home, move))
                    .satisfies(o -> assertThat(o.exitCode()).isOne())
                    .satisfies(o -> assertThat(o.text())
                            .containsPattern(
                                    "Process elsewhere/7/abcd works on the store: .* again in \\d+ seconds?,"));
            instances.ended("elsewhere/7/abcd");
            instances.began(InstanceId.here().host() + "/999999999/abcd", "1");
        }

        assertThat(at(home, move))
                .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero());
    }

    @Test
    void aStoreOfANewerVersionIsWrongUsage() throws Exception {
        Router router = rig.start();
        router.stores()
                .database
                .update("INSERT INTO \"schema_history\" (\"installed_rank\", \"version\", \"description\","
                        + " \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                        + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, TRUE)");
        rig.stop(router);

        assertThat(at(home, "run"))
                .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isEqualTo(2))
                .satisfies(o -> assertThat(o.text()).contains("made by a newer Click Router"));
    }
}
