package org.clickrouter.it;

import java.sql.SQLException;
import java.time.Duration;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Fault;

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
            scene.until(() -> scene.store.count("click") >= before + 250);
        }
    },
    /** Of the last chunk, the clicks are written; their deliveries are not, nor is anything committed. */
    INSIDE_THE_TRANSACTION {
        @Override
        void reach(CrashScene scene) throws SQLException {
            scene.runInto(STALL, 300);
            // H2 has no lock on a table: there it is the row that the last chunk's first delivery will take.
            scene.locks(
                    scene.store.isPostgres()
                            ? "LOCK TABLE delivery IN EXCLUSIVE MODE"
                            : "INSERT INTO delivery (row_id, id, destination, click_id, revision, operation, state, due, created) SELECT"
                                    + " (SELECT MAX(row_id) FROM delivery) + 1, 'none', 'none', id, 1, '', 'done', 0, 0 FROM click LIMIT 1");
            scene.outside.api.clearFaults();
            scene.until(
                    () -> scene.store.isHeldUpIn("INSERT INTO delivery") || scene.store.isHeldUpIn("COPY delivery"));
        }
    },
    /** All records have come, and the last chunk's transaction has just begun. */
    BEFORE_THE_TRANSACTION {
        @Override
        void reach(CrashScene scene) throws SQLException {
            scene.runInto(STALL, 300);
            scene.locks("SELECT * FROM operation_state FOR UPDATE");
            scene.outside.api.clearFaults();
            scene.until(() -> scene.store.isHeldUpIn("SELECT lease_token"));
        }
    },
    /** The last chunk is committed with the progress; the call's slot and the operation are not given back. */
    AFTER_THE_COMMIT {
        @Override
        void reach(CrashScene scene) throws SQLException {
            scene.runInto(STALL, 300);
            scene.locks("SELECT * FROM call_slot FOR UPDATE");
            scene.outside.api.clearFaults();
            scene.until(
                    () -> scene.store.count("click") == scene.clicks() && scene.store.isHeldUpIn("UPDATE call_slot"));
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
            scene.locks("SELECT * FROM delivery WHERE destination = 'webhook' AND state = 'pending' FOR UPDATE");
            scene.outside.webhook.behave(Behaviour.ok());
            scene.until(() -> scene.store.isHeldUpIn("UPDATE delivery"));
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
            scene.until(() -> scene.store.hasTable("click_sink"));
            var newest = scene.newest();
            scene.locks(
                    "INSERT INTO click_sink (operation, chat_id, source_id, click_date, cod_act, revision, record, delivered_at)"
                            + " VALUES ('default', ?, ?, ?, '', 0, '', CURRENT_TIMESTAMP)",
                    newest.path("chat_id").textValue(),
                    newest.path("source_id").textValue(),
                    newest.path("date").textValue());
            scene.outside.api.clearFaults();
            scene.until(() -> scene.store.isHeldUpIn("INTO click_sink"));
        }
    },
    /** Everything is delivered. */
    IDLE {
        @Override
        void reach(CrashScene scene) {
            scene.run(100);
            scene.until(() -> scene.store.count("click") == scene.clicks() && scene.store.waiting() == 0);
        }
    };

    /**
     * Shorter than wolkvox.timeout: like the real API, the simulated one is done with a call before the product must
     * give it up.
     */
    private static final Duration HOLD = Duration.ofMillis(5_500);

    private static final Fault STALL = Fault.of(Fault.Kind.STALL, HOLD);

    /** Starts the product and brings it here. */
    abstract void reach(CrashScene scene) throws SQLException;
}
