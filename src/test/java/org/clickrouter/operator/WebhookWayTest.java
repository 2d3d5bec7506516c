package org.clickrouter.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.operator.OperatorMessages.Message;
import org.clickrouter.testing.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's own web server, whose authority Java does not know. */
class WebhookWayTest {

    @TempDir
    private Path folder;

    @Test
    void itsAuthorityIsTrustedAndRenewedWithoutARestart() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.client("other");
        List<String> told = new CopyOnWriteArrayList<>();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.context(false)));
        server.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            Files.copy(folder.resolve("other.pem"), folder.resolve("operator.pem"));
            Settings settings = Settings.of(
                    folder,
                    Map.of(
                            "operator.webhook",
                            "https://localhost:" + server.getAddress().getPort() + "/",
                            "operator.ca",
                            "operator.pem"),
                    "test");
            WebhookWay way = new WebhookWay(settings, Clock.systemUTC());
            Message message = new Message("msg_1", "webhook", 0, "subject", "{\"wrong\":1}", 0, 0);
            assertThatThrownBy(() -> way.send(message)).hasMessageContaining("certification path");

            Files.copy(certificates.pem(), folder.resolve("operator.pem"), StandardCopyOption.REPLACE_EXISTING);
            way.send(message);

            assertThat(told).containsExactly("{\"wrong\":1}");
        } finally {
            server.stop(0);
        }
    }
}
