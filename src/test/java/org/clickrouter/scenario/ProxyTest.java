package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.clickrouter.run.Router;
import org.clickrouter.testing.LoginProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the company's proxy, which asks for a log-in. */
class ProxyTest {

    private static final String LOGIN = "ana:p@ss w0rd";

    @TempDir
    private Path home;

    private Rig rig;
    private LoginProxy proxy;

    @BeforeEach
    void prepare() throws IOException {
        proxy = new LoginProxy(LOGIN);
        rig = new Rig(home).set("webhook.proxy", "http://ana:p%40ss%20w0rd@127.0.0.1:" + proxy.port());
    }

    @AfterEach
    void end() throws IOException {
        rig.close();
        proxy.close();
    }

    private List<String> failures(Router router) {
        return Rig.store(router).deliveries().to("webhook").failures();
    }

    private int port() {
        return Integer.parseInt(rig.webhook.url().replaceFirst("http://[^/]*:(\\d+).*", "$1"));
    }

    @Test
    void theReportAndTheWebhookGoThroughItAndNeitherSeesItsLogIn() {
        rig.set("wolkvox.proxy", "http://ana:p%40ss%20w0rd@127.0.0.1:" + proxy.port());
        rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(rig.received()).containsExactly("chat-1"));
        assertThat(proxy.heads())
                .anyMatch(head -> head.startsWith("GET http://127.0.0.1:") && head.contains("date_ini"))
                .anyMatch(head -> head.startsWith("POST " + rig.webhook.url()));
        assertThat(rig.webhook.received().get(0).headers().keySet())
                .noneMatch(name -> name.equalsIgnoreCase("Proxy-Authorization"));
    }

    @Test
    void aProxyThatRefusesTheLogInMakesTheDestinationMisconfiguredAndNothingShowsIt() {
        rig.set("webhook.proxy", "http://ana:wr0ng-p4ss@127.0.0.1:" + proxy.port());
        Router router = rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(failures(router)).containsExactly("MISCONFIGURED"));
        assertThat(Rig.store(router).deliveries().to("webhook").errors().get(0))
                .contains("the proxy 127.0.0.1:" + proxy.port(), "407", "user and password in webhook.proxy")
                .doesNotContain("wr0ng-p4ss");
        assertThat(Rig.store(router).deliveries().to("webhook").list())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.attempts()).isZero());
        assertThat(rig.received()).isEmpty();
    }

    @Test
    void aTargetThatIsNotAllowedIsNotAskedForThroughItEither() {
        rig.set("webhook.url", "http://169.254.169.254:" + port() + "/");
        Router router = rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(failures(router)).containsExactly("REFUSED_ADDRESS"));
        assertThat(proxy.heads()).isEmpty();
    }

    @Test
    void aNameThatOnlyTheProxyKnowsIsReached() {
        rig.set("webhook.url", "http://receiver.invalid:" + port() + "/hook");
        rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(rig.received()).containsExactly("chat-1"));
    }

    @Test
    void aNameThatOnlyTheProxyKnowsIsRefusedWhereNetworksAreNamed() {
        rig.set("webhook.url", "http://receiver.invalid:" + port() + "/hook").set("webhook.allow", "127.0.0.0/8");
        Router router = rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(failures(router)).containsExactly("REFUSED_ADDRESS"));
        assertThat(rig.received()).isEmpty();
    }

    @Test
    void theTargetOfARedirectIsHeldAgainstTheNetworksToo() throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://elsewhere.invalid:" + port() + "/result");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        receiver.start();
        rig.set("webhook.url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook")
                .set("webhook.redirect", "elsewhere.invalid")
                .set("webhook.allow", "127.0.0.0/8");
        Router router = rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(failures(router)).containsExactly("REFUSED_ADDRESS"));
        assertThat(proxy.heads())
                .anyMatch(head -> head.startsWith("POST http://127.0.0.1:"))
                .noneMatch(head -> head.contains("elsewhere.invalid"));
        receiver.stop(0);
    }

    @Test
    void anAnswerThatMayBeTheProxysNamesIt() {
        proxy.answering("502 Bad Gateway");
        Router router = rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(failures(router)).containsExactly("SERVER_ERROR"));
        assertThat(Rig.store(router).deliveries().to("webhook").errors().get(0))
                .contains("answered 502", "it may be the answer of the proxy 127.0.0.1:" + proxy.port());
    }

    @Test
    void callsBeginFromTheLocalAddressThatIsSet() throws IOException {
        List<String> callers = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        receiver.createContext("/", exchange -> {
            callers.add(exchange.getRemoteAddress().getAddress().getHostAddress());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        rig.set("webhook.proxy", "none")
                .set("webhook.local-address", "127.0.0.2")
                .set("webhook.url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
        rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(callers).containsExactly("127.0.0.2"));
        receiver.stop(0);
    }

    @Test
    void noneGoesThereDirectly() {
        rig.set("webhook.proxy", "none");
        rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(rig.received()).containsExactly("chat-1"));
        assertThat(proxy.heads()).isEmpty();
        assertThat(proxy.refused()).isEmpty();
    }
}
