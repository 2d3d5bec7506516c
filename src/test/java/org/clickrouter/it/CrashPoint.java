package org.clickrouter.it;

import java.sql.SQLException;
import java.time.Duration;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Fault;
import org.clickrouter.testing.store.StoreLock;

/**
 * Where the product is when it is killed. It is brought there from outside: by what the API, the receivers and other
 * users of the database do.
 */
enum CrashPoint {
    /** The call is made, nothing has come yet. */
    BEFORE_THE_ANSWER {
        @Override
        void reach(CrashScene scene) {
            scene.runInto(Fault.of(Fault.Kind.SLOW, HOLD), 100);
        }
    },
    /** Some records have come, fewer than a chunk. */
    INSIDE_THE_DOWNLOAD {
        @Override
        void reach(CrashScene scene) {
            scene.runInto(STALL, 100);
            scene.standsStill();
        }
    },
    /** Some chunks are stored, others are still to come. */
    BETWEEN_CHUNKS {
        @Override
        void reach(CrashScene scene) {
            long before = scene.stored;
            scene.runInto(STALL, 2_000);
            scene.until(() -> scene.store.view().clicks().count() >= before + 250);
        }
    },
    /** Of the last chunk, the clicks are written; their deliveries are not, nor is anything committed. */
    INSIDE_THE_TRANSACTION {
        @Override
        void reach(CrashScene scene) throws SQLException {
            scene.runInto(STALL, 300);
            scene.locks(StoreLock.NEW_DELIVERIES);
            scene.letGoUntil(() -> StoreLock.NEW_DELIVERIES.holdsUp(scene.store.view()));
        }
    },
    /** All records have come, and the last chunk's transaction has just begun. */
    BEFORE_THE_TRANSACTION {
        @Override
        void reach(CrashScene scene) throws SQLException {
            scene.runInto(STALL, 300);
            scene.locks(StoreLock.OPERATIONS);
            scene.letGoUntil(() -> StoreLock.OPERATIONS.holdsUp(scene.store.view()));
        }
    },
    /** The last chunk is committed with the progress; the call's slot and the operation are not given back. */
    AFTER_THE_COMMIT {
        @Override
        void reach(CrashScene scene) throws SQLException {
            scene.runInto(STALL, 300);
            scene.locks(StoreLock.CALL_SLOTS);
            scene.letGoUntil(() -> scene.store.view().clicks().count() == scene.clicks()
                    && StoreLock.CALL_SLOTS.holdsUp(scene.store.view()));
        }
    },
    /** Webhooks have arrived; their receiver has not answered. */
    BETWEEN_SEND_AND_ANSWER {
        @Override
        void reach(CrashScene scene) {
            scene.outside.webhook.behave(Behaviour.hang());
            int before = scene.outside.webhook.received().size();
            scene.run(300);
            scene.until(() -> scene.outside.webhook.received().size() >= before + CrashScene.WEBHOOKS_IN_FLIGHT);
        }
    },
    /** The receiver has answered; the product waits to mark it. */
    BETWEEN_ANSWER_AND_MARK {
        @Override
        void reach(CrashScene scene) throws SQLException {
            scene.outside.webhook.behave(Behaviour.hang());
            int before = scene.outside.webhook.received().size();
            scene.run(300);
            scene.until(() -> scene.outside.webhook.received().size() >= before + CrashScene.WEBHOOKS_IN_FLIGHT);
            scene.locks(StoreLock.MARKS_OF_WEBHOOKS);
            scene.outside.webhook.behave(Behaviour.ok());
            scene.until(() -> StoreLock.MARKS_OF_WEBHOOKS.holdsUp(scene.store.view()));
        }
    },
    /** A mail has arrived; its server has not said so. */
    DURING_A_MAIL {
        @Override
        void reach(CrashScene scene) {
            scene.gate.shut();
            scene.run(100);
            scene.until(scene.gate::someoneWaits);
        }
    },
    /** Some rows of the batch are written. */
    INSIDE_A_BATCH_OF_ROWS {
        @Override
        void reach(CrashScene scene) throws SQLException {
            scene.runInto(STALL, 300);
            scene.until(() -> scene.store.view().sink().isMade());
            var newest = scene.newest();
            scene.locks(
                    StoreLock.ROW_OF_THE_SINK,
                    newest.path("chat_id").textValue(),
                    newest.path("source_id").textValue(),
                    newest.path("date").textValue());
            scene.letGoUntil(() -> StoreLock.ROW_OF_THE_SINK.holdsUp(scene.store.view()));
        }
    },
    /** Everything is delivered. */
    IDLE {
        @Override
        void reach(CrashScene scene) {
            scene.run(100);
            scene.until(() -> scene.store.view().allDone(scene.clicks()));
        }
    };

    /** Longer than any test is patient: the call goes on when the test says so. */
    private static final Duration HOLD = Duration.ofMinutes(15);

    private static final Fault STALL = Fault.of(Fault.Kind.STALL, HOLD);

    /** Starts the product and brings it here. */
    abstract void reach(CrashScene scene) throws SQLException;
}
