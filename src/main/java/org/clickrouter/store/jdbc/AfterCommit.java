package org.clickrouter.store.jdbc;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What follows from a transaction of {@link Database#transaction}, and only from one that is committed. */
public final class AfterCommit {

    private AfterCommit() {}

    /** Runs this once the transaction that the thread is in is committed; never where it is rolled back. */
    public static void run(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }
}
