package org.clickrouter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mark is durable when its thread goes on, whoever wrote it. */
class GroupCommitTest {

    @TempDir
    private Path home;

    private Database database;
    private GroupCommit marks;

    @BeforeEach
    void open() {
        database = Database.open("jdbc:h2:file:" + home.resolve("store").toAbsolutePath(), "", "", 20);
        marks = new GroupCommit(new Outbox(database, Clock.systemUTC(), "here"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Delivery delivery(int number) {
        UUID click = new UUID(0, number);
        StoreView.of(database).edit().pending(number, "webhook", click);
        return new Delivery(number, "d" + number, "webhook", "o", click, 1, "VENTA", "{}", null, null, 0, 0);
    }

    private Delivery claimed(int number) {
        Delivery delivery = delivery(number);
        StoreView.of(database).edit().lease(number, "here");
        return delivery;
    }

    private String state(Delivery delivery) {
        return StoreView.of(database).deliveries().withId(delivery.id()).one().state();
    }

    private static void assertAllDone(List<Callable<String>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (Future<String> seen : threads.invokeAll(work)) {
                assertThat(seen.get()).isEqualTo("done");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void eachThreadGoesOnOnlyWhenItsOwnMarkIsStored() throws Exception {
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Delivery delivery = delivery(i);
            work.add(() -> {
                marks.mark(List.of(Outcome.done(delivery, 200)));
                return state(delivery);
            });
        }
        assertAllDone(work);
    }

    @Test
    void whatEndsWhileTheOneThatWritesWaitsForItsTurnGoesWithIt() throws Exception {
        Delivery first = delivery(1);
        Delivery second = delivery(2);
        List<String> stateOfTheFirst = new ArrayList<>();
        List<Outcome> later = new AbstractList<>() {
            @Override
            public Outcome get(int index) {
                stateOfTheFirst.add(state(first));
                return Outcome.done(second, 200);
            }

            @Override
            public int size() {
                return 1;
            }
        };
        Thread writes = new Thread(() -> marks.mark(List.of(Outcome.done(first, 200))));
        Thread joins = new Thread(() -> marks.mark(later));

        database.inTurn(() -> {
            for (Thread thread : List.of(writes, joins)) {
                thread.start();
                await().until(() -> thread.getState() == Thread.State.WAITING);
            }
            return null;
        });
        writes.join();
        joins.join();

        assertThat(stateOfTheFirst).containsExactly("pending");
        assertThat(state(second)).isEqualTo("done");
    }

    @Test
    void aMarkThatCannotBeStoredTakesNoOtherWithIt() throws Exception {
        Delivery bad = claimed(1);
        Outcome tooLong = new Outcome(bad, Outcome.State.DEAD, 0, "x".repeat(100), null, null);
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Delivery delivery = delivery(2 + i);
            work.add(() -> {
                marks.mark(List.of(Outcome.done(delivery, 200)));
                return state(delivery);
            });
            work.add(() -> {
                assertThatThrownBy(() -> marks.mark(List.of(tooLong))).isInstanceOf(StoreException.class);
                return "done";
            });
        }
        assertAllDone(work);
        assertThat(state(bad)).isEqualTo("pending");
    }

    @Test
    void anErrorOfTheOneThatWritesHoldsUpNoOther() throws Exception {
        Delivery good = delivery(1);
        List<Outcome> broken = new AbstractList<>() {
            @Override
            public Outcome get(int index) {
                throw new OutOfMemoryError("simulated");
            }

            @Override
            public int size() {
                return 1;
            }
        };

        assertThatThrownBy(() -> marks.mark(broken)).isInstanceOf(OutOfMemoryError.class);
        CompletableFuture.runAsync(() -> marks.mark(List.of(Outcome.done(good, 200))))
                .get(5, TimeUnit.MINUTES);

        assertThat(state(good)).isEqualTo("done");
    }

    @Test
    void aMarkThatCannotBeStoredIsSaidAndTheNextOneIsStored() {
        Delivery bad = claimed(1);
        Delivery good = delivery(2);
        Outcome tooLong = new Outcome(bad, Outcome.State.DEAD, 0, "x".repeat(100), null, null);

        assertThatThrownBy(() -> marks.mark(List.of(tooLong))).isInstanceOf(StoreException.class);
        marks.mark(List.of(Outcome.done(good, 200)));

        assertThat(state(bad)).isEqualTo("pending");
        assertThat(state(good)).isEqualTo("done");
    }
}
