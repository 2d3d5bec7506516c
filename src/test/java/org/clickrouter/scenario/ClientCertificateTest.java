package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.clickrouter.run.Router;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.LoginProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receiver whose authority Java does not know, and that lets in only who shows a certificate. */
class ClientCertificateTest {

    @TempDir
    private static Path keys;

    private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();
    private static Certificates certificates;
    private static HttpsServer receiver;

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeAll
    static void start() throws Exception {
        certificates = new Certificates(keys);
        certificates.client("ours");
        certificates.client("other");
        SSLContext context = certificates.lettingIn("ours");
        receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = context.getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        receiver.createContext("/", exchange -> {
            RECEIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("(?s).*\"chat_id\":\"([^\"]*)\".*", "$1"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterAll
    static void stop() {
        receiver.stop(0);
    }

    @BeforeEach
    void prepare() {
        RECEIVED.clear();
        rig = new Rig(home)
                .set("webhook.url", "https://localhost:" + receiver.getAddress().getPort() + "/hook");
    }

    @AfterEach
    void end() {
        rig.close();
    }

    private static String file(String name) {
        return keys.resolve(name).toString();
    }

    private void copy(String from, String to) throws Exception {
        Files.copy(keys.resolve(from), home.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @CsvSource({"trusted.pem, ours.pem, ours.key", "trusted.p12, ours.p12,"})
    void itIsReachedByPemAndByPkcs12(String ca, String certificate, String key) {
        rig.set("webhook.ca", file(ca)).set("webhook.certificate", file(certificate));
        rig.set(
                key == null ? "webhook.certificate-password" : "webhook.key",
                key == null ? Certificates.PASSWORD : file(key));
        rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(RECEIVED).containsExactly("chat-1"));
    }

    @Test
    void itIsReachedBehindAProxyWithALogIn() throws Exception {
        try (LoginProxy proxy = new LoginProxy("ana:secret")) {
            rig.set("webhook.proxy", "http://ana:secret@127.0.0.1:" + proxy.port())
                    .set("webhook.ca", file("trusted.pem"))
                    .set("webhook.certificate", file("ours.pem"))
                    .set("webhook.key", file("ours.key"));
            rig.click("chat-1", "VENTA").start();

            eventually(() -> assertThat(RECEIVED).containsExactly("chat-1"));
            assertThat(proxy.heads()).isNotEmpty().allMatch(head -> head.startsWith("CONNECT localhost:"));
        }
    }

    @Test
    void whatIsRenewedCountsWithoutARestart() throws Exception {
        copy("other.pem", "our.pem");
        copy("other.key", "our.key");
        rig.set("webhook.ca", file("trusted.pem"))
                .set("webhook.certificate", "our.pem")
                .set("webhook.key", "our.key");
        rig.set("retry.schedule", "500ms,".repeat(99) + "500ms");
        Router router = rig.click("chat-1", "VENTA").start();
        eventually(() -> assertThat(Rig.store(router).deliveries().to("webhook").failures())
                .containsExactly("UNREACHABLE"));

        copy("ours.pem", "our.pem");
        copy("ours.key", "our.key");

        eventually(() -> assertThat(RECEIVED).containsExactly("chat-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "nothing.pem, ours.key, webhook.certificate, cannot be read",
        "ours.pem, other.key, webhook.key, is not the key of certificate",
        "ours.pem, ours.pem, webhook.key, must hold -----BEGIN PRIVATE KEY-----",
        "ours.pem,, webhook.key, must name the file of the private key",
        ", ours.key, webhook.key, and webhook.certificate is not",
        "ours.p12,, webhook.certificate, or PKCS12 with certificate-password"
    })
    void checkNamesAMistake(String certificate, String key, String setting, String rule) throws Exception {
        rig.settings();
        Path properties = home.resolve("application.properties");
        Files.writeString(
                properties,
                Files.readString(properties)
                        + (certificate == null ? "" : "\nwebhook.certificate=" + file(certificate))
                        + (key == null ? "" : "\nwebhook.key=" + file(key)));

        assertThat(Output.of("check", "--home", home.toString())).satisfies(said -> {
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.text()).contains(setting, rule);
        });
    }
}
