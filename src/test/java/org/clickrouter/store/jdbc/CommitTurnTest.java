package org.clickrouter.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What commits often or much waits for its turn on H2, and for nobody on PostgreSQL. */
@ParameterizedClass
@EnumSource
class CommitTurnTest extends StoreTest {

    @Test
    void chunksClaimsAndMarksGoOneAfterTheOther() throws Exception {
        Outbox outbox = new Outbox(database, clock, "one");
        read(List.of(click("1", "A"), click("2", "A")));
        List<Delivery> claimed = outbox.claim("crm", 1, TERM);

        for (Runnable work : List.<Runnable>of(
                () -> outbox.mark(
                        claimed.stream().map(d -> Outcome.done(d, 200)).toList()),
                () -> outbox.claim("crm", 1, TERM),
                () -> read(List.of(click("3", "A"))))) {
            Thread other = new Thread(work);
            database.inTurn(() -> {
                other.start();
                await().until(() -> database.isPostgres()
                        ? other.getState() == Thread.State.TERMINATED
                        : other.getState() == Thread.State.WAITING);
                return null;
            });
            other.join();
        }

        assertThat(texts("SELECT state || ' ' || COALESCE(holder, 'nobody') FROM delivery ORDER BY row_id"))
                .containsExactly("done one", "pending one", "pending nobody");
    }

    @Test
    void aTurnThatFailsIsOver() throws Exception {
        try {
            database.inTurn(() -> {
                throw new IllegalStateException("no");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("no");
        }
        Thread other = new Thread(() -> read(List.of(click("1", "A"))));
        other.start();
        other.join();

        assertThat(texts("SELECT chat_id FROM click")).containsExactly("1");
    }
}
