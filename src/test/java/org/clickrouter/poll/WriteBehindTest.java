package org.clickrouter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.clickrouter.store.jdbc.StoreException;
import org.junit.jupiter.api.Test;

/** ReadAhead are stored behind the reading, in the order of the answer, and none after one that failed. */
class WriteBehindTest {

    private final WriteBehind writes = new WriteBehind();
    private final List<String> stored = new CopyOnWriteArrayList<>();

    @Test
    void theNextChunkIsReadWhileOneIsStoredAndStoredAfterIt() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        writes.begin(null, () -> {
            await(slow);
            stored.add("first");
        });
        assertThat(stored).as("begin does not wait for its own write").isEmpty();

        CompletableFuture<Void> second =
                CompletableFuture.runAsync(() -> writes.begin(null, () -> stored.add("second")));
        assertThat(second).as("it waits for the one before").isNotDone();
        slow.countDown();
        second.get(5, TimeUnit.MINUTES);
        writes.await();
        assertThat(stored).containsExactly("first", "second");
    }

    @Test
    void afterAWriteThatFailedNoOtherBeginsAndTheFailureIsTheAnswersOwn() {
        StoreException away = new StoreException("The store failed: away");
        writes.begin(null, () -> {
            throw away;
        });

        assertThatThrownBy(() -> writes.begin(null, () -> stored.add("next"))).isSameAs(away);
        assertThatThrownBy(writes::await).isSameAs(away);
        writes.settle();
        assertThat(stored).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
