package org.clickrouter.destination.sql;

import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.clickrouter.net.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.AbstractDataSource;

class TimedDataSourceTest {

    private final CountDownLatch over = new CountDownLatch(1);

    /** Its driver waits while it aborts, as MariaDB's does for a read that hangs. */
    private Connection stuck() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    over.await();
                    return null;
                });
    }

    @Test
    @Timeout(60)
    void aDriverThatWaitsWhileItAbortsHoldsUpNoOtherTimeOut() throws SQLException {
        AbstractDataSource connections = new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                return stuck();
            }

            @Override
            public Connection getConnection(String user, String password) {
                return stuck();
            }
        };
        try {
            Deadline.begin(Duration.ofMillis(1));
            new TimedDataSource(connections).getConnection();
            Deadline.Call other = CompletableFuture.supplyAsync(() -> Deadline.begin(Duration.ofMillis(1)))
                    .join();

            await().until(other::expired);
        } finally {
            over.countDown();
            Deadline.end();
        }
    }
}
