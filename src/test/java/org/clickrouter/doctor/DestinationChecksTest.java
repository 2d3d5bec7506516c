package org.clickrouter.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clickrouter.doctor.destinations.DestinationCheck;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Sign;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.GuardedReceiver;
import org.clickrouter.testing.JmsBroker;
import org.clickrouter.testing.KafkaBroker;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.TokenMailServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code doctor} sees of destinations, at real servers; nothing is sent to any. */
class DestinationChecksTest {

    @TempDir
    private Path home;

    private List<Finding> look(String destination, String... pairs) throws Exception {
        return look(destination, values(pairs));
    }

    private static Map<String, String> values(String... pairs) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return values;
    }

    /** Of a broker that does answer, however busy the machine is. */
    private List<Finding> lookPatiently(String destination, String... pairs) throws Exception {
        List<Finding> said = new ArrayList<>();
        Settings settings = Settings.of(home, values(pairs), "test");
        new DestinationCheck(settings, destination, Clock.systemUTC(), Duration.ofMinutes(5)).look(said::add);
        return said;
    }

    private List<Finding> look(String destination, Map<String, String> values) throws Exception {
        List<Finding> said = new ArrayList<>();
        new DestinationCheck(Settings.of(home, values, "test"), destination, Clock.systemUTC()).look(said::add);
        return said;
    }

    private static void last(List<Finding> said, Topic topic, Sign sign, String... words) {
        Finding last = said.get(said.size() - 1);
        assertThat(last.topic()).as(said.toString()).isEqualTo(topic);
        assertThat(last.sign()).as(said.toString()).isEqualTo(sign);
        assertThat(last.text() + " " + last.remedy()).contains(words);
        assertThat(last.subject()).isNotEmpty();
    }

    private static int deadPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aWebhookIsLookedAtUpToItsDoor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/hook";
            last(look("webhook", "webhook.url", url), Topic.DESTINATION_CONNECTION, Sign.GOOD, "answers");
            last(
                    look("webhook", "webhook.url", url, "webhook.allow", "10.0.0.0/8"),
                    Topic.DESTINATION_DNS,
                    Sign.BAD,
                    "may not be connected to");
        }
        last(
                look("crm", "crm.url", "http://127.0.0.1:" + deadPort() + "/hook"),
                Topic.DESTINATION_CONNECTION,
                Sign.BAD,
                "nobody answers",
                "its deliveries wait");
        last(
                look("webhook", "webhook.url", "https://nowhere.invalid/"),
                Topic.DESTINATION_DNS,
                Sign.BAD,
                "unknown here");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aWebhooksAccessTokenIsAskedForAndARefusedClientIsTold() throws Exception {
        try (GuardedReceiver receiver = new GuardedReceiver()) {
            String[] settings = {
                "crm.url",
                receiver.url("/hook"),
                "crm.oauth2.token-url",
                receiver.url("/token"),
                "crm.oauth2.client-id",
                GuardedReceiver.CLIENT,
                "crm.oauth2.client-secret",
                GuardedReceiver.SECRET
            };
            last(look("crm", settings), Topic.DESTINATION_LOGIN, Sign.GOOD, "localhost gives us access tokens");
            receiver.tokenStatus(401);
            last(
                    look("crm", settings),
                    Topic.DESTINATION_LOGIN,
                    Sign.BAD,
                    "crm.oauth2.token-url: answered 401 (invalid_client",
                    "docs/network.md");
            assertThat(receiver.taken()).isEmpty();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aWebhooksExpiredCertificateIsTold() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(Certificates.expired(home)));
        server.start();
        try {
            last(
                    look(
                            "webhook",
                            "webhook.url",
                            "https://localhost:" + server.getAddress().getPort() + "/"),
                    Topic.DESTINATION_TLS,
                    Sign.BAD,
                    "the certificate of localhost has expired");
        } finally {
            server.stop(0);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aDeadMailServerAndARefusedLogInAreToldAndNoMailIsSent() throws Exception {
        last(
                look("email", "email.host", "127.0.0.1", "email.port", String.valueOf(deadPort())),
                Topic.DESTINATION_CONNECTION,
                Sign.BAD,
                "nobody answers at port");
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            server.setUser("router@example.org", "router", "right");
            String port = String.valueOf(server.getSmtp().getPort());
            String[] settings = {
                "email.host", "127.0.0.1", "email.port", port, "email.user", "router", "email.password", ""
            };
            settings[7] = "right";
            last(look("email", settings), Topic.DESTINATION_LOGIN, Sign.GOOD, "takes the log-in of router");
            settings[7] = "wrong";
            last(look("email", settings), Topic.DESTINATION_LOGIN, Sign.BAD, "refuses the log-in of router");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aMailServerThatOffersNoLogInIsToldWhereOneIsSet() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> greet(server));
            thread.setDaemon(true);
            thread.start();
            String port = String.valueOf(server.getLocalPort());
            last(
                    look("email", "email.host", "127.0.0.1", "email.port", port),
                    Topic.DESTINATION_LOGIN,
                    Sign.GOOD,
                    "lets us in without a log-in");
            last(
                    look(
                            "email",
                            "email.host",
                            "127.0.0.1",
                            "email.port",
                            port,
                            "email.user",
                            "router",
                            "email.password",
                            "right"),
                    Topic.DESTINATION_LOGIN,
                    Sign.WARNING,
                    "offers no log-in",
                    "email.tls");
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"auto", "none"})
    void aMailServerThatTakesTheConnectionAndSaysNothingIsToldInTime(String tls) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            last(
                    look(
                            "email",
                            "email.host",
                            "127.0.0.1",
                            "email.port",
                            String.valueOf(mute.getLocalPort()),
                            "email.tls",
                            tls,
                            "email.timeout",
                            "5m",
                            "delivery.lease",
                            "20m"),
                    Topic.DESTINATION_CONNECTION,
                    Sign.BAD,
                    "takes the connection and says nothing",
                    "email.tls=smtps");
        }
    }

    /** Greets, and knows no extension. */
    private static void greet(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                client.getOutputStream().write("220 mail.example\r\n".getBytes(StandardCharsets.US_ASCII));
                while (in.readLine() != null) {
                    client.getOutputStream().write("250 mail.example\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException over) {
                // One side has hung up.
            }
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aMailServerIsLoggedInAtByATokenAndWhoRefusesIsNamed() throws Exception {
        GuardedReceiver tokens = new GuardedReceiver();
        try (TokenMailServer server = new TokenMailServer(tokens::lets)) {
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "email.host",
                    "127.0.0.1",
                    "email.port",
                    String.valueOf(server.port()),
                    "email.user",
                    TokenMailServer.MAILBOX,
                    "email.oauth2.token-url",
                    tokens.url("/token"),
                    "email.oauth2.client-id",
                    GuardedReceiver.CLIENT,
                    "email.oauth2.client-secret",
                    GuardedReceiver.SECRET));
            last(look("email", settings), Topic.DESTINATION_LOGIN, Sign.GOOD, "takes the log-in of", "access token");

            settings.put("email.user", "somebody@company.example");
            last(
                    look("email", settings),
                    Topic.DESTINATION_LOGIN,
                    Sign.BAD,
                    "127.0.0.1 refuses the log-in of somebody@company.example by an access token (535",
                    "docs/email-oauth2.md");
            tokens.tokenStatus(401);
            last(
                    look("email", settings),
                    Topic.DESTINATION_LOGIN,
                    Sign.BAD,
                    "no access token",
                    "email.oauth2.token-url: answered 401 (invalid_client",
                    "Check the settings of oauth2");
            tokens.close();
            last(
                    look("email", settings),
                    Topic.DESTINATION_LOGIN,
                    Sign.BAD,
                    "no access token",
                    "Open the way to the token server");
            assertThat(server.taken()).isEmpty();
        } finally {
            tokens.close();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aTableThatLacksAColumnOrRightsIsTold() throws Exception {
        String url = Postgres.freshUrlWithoutUser();
        try (Database database = Database.open(url, Postgres.USER, "", 2)) {
            database.update("CREATE TABLE leads (contact VARCHAR PRIMARY KEY, outcome VARCHAR, version INTEGER)");
            database.update("CREATE USER writer_of_leads LOGIN");
            database.update("GRANT SELECT ON leads TO writer_of_leads");
        }
        String[] own = {
            "sql.url",
            url,
            "sql.user",
            Postgres.USER,
            "sql.table",
            "leads",
            "sql.columns",
            "chat_id:contact, cod_act:outcome, revision:version",
            "sql.key",
            "contact"
        };
        last(look("sql", own), Topic.DESTINATION_TARGET, Sign.GOOD, "can be written to");
        own[7] = "chat_id:contact, cod_act:result, revision:version";
        last(look("sql", own), Topic.DESTINATION_TARGET, Sign.BAD, "has no column result");
        own[7] = "chat_id:contact, cod_act:outcome, revision:version";
        own[5] = "crm.leads";
        last(look("sql", own), Topic.DESTINATION_TARGET, Sign.BAD, "crm", "there is \"public\".\"leads\"");
        own[5] = "\"leads\"";
        last(look("sql", own), Topic.DESTINATION_TARGET, Sign.GOOD, "can be written to");
        own[3] = "writer_of_leads";
        last(look("sql", own), Topic.DESTINATION_TARGET, Sign.BAD, "may not write", "GRANT SELECT, INSERT, UPDATE");
        own[3] = "nobody_of_that_name";
        last(look("sql", own), Topic.DESTINATION_LOGIN, Sign.BAD, "sql.user");
        last(
                look("sql", "sql.url", url, "sql.user", Postgres.USER),
                Topic.DESTINATION_TARGET,
                Sign.GOOD,
                "the first row makes it");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aTopicThatIsMissingAndBrokersThatAreAwayAreTold() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(home)) {
            broker.topic("clicks");
            last(
                    look("kafka", "kafka.brokers", broker.brokers(), "kafka.topic", "clicks"),
                    Topic.DESTINATION_TARGET,
                    Sign.WARNING,
                    "topic clicks has",
                    "each on 1 broker");
            last(
                    look("kafka", "kafka.brokers", broker.brokers(), "kafka.topic", "nowhere"),
                    Topic.DESTINATION_TARGET,
                    Sign.BAD,
                    "there is no topic nowhere");
        }
        last(
                look("kafka", "kafka.brokers", "127.0.0.1:" + deadPort(), "kafka.topic", "clicks"),
                Topic.DESTINATION_CONNECTION,
                Sign.BAD,
                "no broker answers");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aJmsBrokerThatRefusesTheLogInIsTold() throws Exception {
        try (JmsBroker broker = JmsBroker.start(home)) {
            String[] settings = {
                "jms.url", broker.url(), "jms.queue", "clicks", "jms.user", JmsBroker.USER, "jms.password", ""
            };
            settings[7] = JmsBroker.PASSWORD;
            last(lookPatiently("jms", settings), Topic.DESTINATION_LOGIN, Sign.GOOD, "the broker lets us in");
            settings[7] = "wrong";
            last(
                    lookPatiently("jms", settings),
                    Topic.DESTINATION_LOGIN,
                    Sign.BAD,
                    "refuses the log-in",
                    "jms.password");
        }
        last(
                look("jms", "jms.url", "tcp://127.0.0.1:" + deadPort(), "jms.queue", "clicks"),
                Topic.DESTINATION_CONNECTION,
                Sign.BAD,
                "does not answer");
    }
}
