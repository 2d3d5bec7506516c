package org.clickrouter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.app.Rig.eventually;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a delivery to a broker that is none, is away or never answers; the table of docs/brokers.md. */
class BrokerFailureMatrixTest {

    @TempDir
    private Path home;

    /** Takes connections and says nothing, or closes them at once. */
    private static final class Mute implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Queue<Socket> taken = new ConcurrentLinkedQueue<>();

        Mute(boolean closes) throws IOException {
            Thread thread = new Thread(() -> {
                try {
                    while (!server.isClosed()) {
                        Socket socket = server.accept();
                        taken.add(socket);
                        if (closes) {
                            socket.close();
                        }
                    }
                } catch (IOException e) {
                    // Closed: the test is over.
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        String address() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : taken) {
                socket.close();
            }
        }
    }

    private Map<String, String> kinds(String address) {
        try (Rig rig = new Rig(home)) {
            rig.set("kafka.brokers", address).set("kafka.codes", "VENTA").set("kafka.timeout", "1500ms")
                .set("jms.url", "tcp://" + address).set("jms.codes", "VENTA").set("jms.timeout", "1s").set("retry.schedule", "1h");
            Router router = rig.click("chat-1", "VENTA").start();
            eventually(() -> assertThat(Rig.count(router, "delivery WHERE failure IS NOT NULL")).isEqualTo(2));
            assertThat(rig.received()).containsExactly("chat-1");
            assertThat(Rig.count(router, "delivery WHERE state = 'pending' AND attempts = 1")).isEqualTo(2);
            return Map.of("kafka", Rig.texts(router, "SELECT failure FROM delivery WHERE destination = 'kafka'").get(0),
                "jms", Rig.texts(router, "SELECT failure FROM delivery WHERE destination = 'jms'").get(0));
        }
    }

    @Test
    void refused() throws IOException {
        String nobody;
        try (Mute closed = new Mute(true)) {
            nobody = closed.address();
        }

        assertThat(kinds(nobody)).isEqualTo(Map.of("kafka", "UNREACHABLE", "jms", "UNREACHABLE"));
    }

    @Test
    void noSuchHost() {
        assertThat(kinds("no-such-host.invalid:9092")).isEqualTo(Map.of("kafka", "UNREACHABLE", "jms", "UNREACHABLE"));
    }

    @Test
    void closedAtOnce() throws IOException {
        try (Mute closing = new Mute(true)) {
            assertThat(kinds(closing.address())).containsEntry("kafka", "UNREACHABLE").hasEntrySatisfying("jms",
                kind -> assertThat(kind).isIn("UNREACHABLE", "TIMED_OUT"));
        }
    }

    @Test
    void neverAnswers() throws IOException {
        try (Mute silent = new Mute(false)) {
            assertThat(kinds(silent.address())).isEqualTo(Map.of("kafka", "UNREACHABLE", "jms", "TIMED_OUT"));
        }
    }
}
