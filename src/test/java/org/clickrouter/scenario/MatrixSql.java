package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.clickrouter.run.Router;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.TroubledProxy;

/** The SQL table in the failure matrix: a real PostgreSQL behind a server that encrypts, and that can be in trouble. */
final class MatrixSql extends MatrixKind {

    private static final String ROLE = "clicks";
    private final Certificates certificates;
    private final String direct = Postgres.freshUrl();
    private final String database = direct.replaceFirst(".*/([^?]*).*", "$1");
    private final Server server;
    private Runnable repair = () -> {};

    /** Asked for encryption in PostgreSQL's way. A notice that never ends keeps a drip from being an answer. */
    private final class Server extends TroubledProxy {
        private static final int SSL_REQUEST = 8;

        Server() throws IOException {
            super(
                    certificates,
                    () -> URI.create(direct.substring("jdbc:".length())).getPort(),
                    "INTO \"click_sink\"",
                    new byte[] {'N', 0, 1, 0, 0},
                    new byte[] {'S'});
        }

        @Override
        protected void greet(Socket client, Socket server) throws IOException {
            client.getInputStream().readNBytes(SSL_REQUEST);
            client.getOutputStream().write('S');
        }
    }

    MatrixSql(Certificates certificates) throws IOException {
        this.certificates = certificates;
        execute(
                "DROP ROLE IF EXISTS " + ROLE,
                "CREATE ROLE " + ROLE + " LOGIN",
                "GRANT ALL ON DATABASE " + database + " TO " + ROLE,
                "GRANT ALL ON SCHEMA public TO " + ROLE);
        server = new Server();
        trouble(SUCCESS, () -> {});
        broken(
                "22001: a value too long for its column",
                "ALTER TABLE click_sink ALTER cod_act TYPE VARCHAR(2) USING 'x'",
                "ALTER TABLE click_sink ALTER cod_act TYPE TEXT");
        broken(
                "23514: a row against a rule of the table",
                "ALTER TABLE click_sink ADD CONSTRAINT never CHECK (revision < 0) NOT VALID",
                "ALTER TABLE click_sink DROP CONSTRAINT never");
        broken(
                "42P01: no such table",
                "ALTER TABLE click_sink RENAME TO gone",
                "ALTER TABLE gone RENAME TO click_sink");
        broken(
                "42501: no right to write",
                "ALTER TABLE click_sink OWNER TO postgres",
                "ALTER TABLE click_sink OWNER TO " + ROLE);
        broken("28000: log-in refused", "ALTER ROLE " + ROLE + " NOLOGIN", "ALTER ROLE " + ROLE + " LOGIN");
        broken(
                "53300: too many connections",
                "ALTER ROLE " + ROLE + " CONNECTION LIMIT 0",
                "ALTER ROLE " + ROLE + " CONNECTION LIMIT -1");
        network(server);
    }

    private void broken(String name, String breaks, String mends) {
        trouble(name, () -> {
            execute(breaks);
            repair = () -> execute(mends);
        });
    }

    private void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(direct);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    String destination() {
        return "sql";
    }

    @Override
    String title() {
        return "SQL (PostgreSQL)";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set(
                        "sql.url",
                        "jdbc:postgresql://" + host + ":" + server.port() + "/" + database
                                + "?sslmode=verify-full&sslrootcert=" + certificates.pem())
                .set("sql.user", ROLE)
                .set("sql.codes", "*")
                .set("sql.timeout", "3s");
    }

    @Override
    void disconnect(Router router) {
        ((HikariDataSource) router.stores().sink).getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    void recover() {
        repair.run();
        repair = () -> {};
        server.recover();
    }

    @Override
    String has(String chat) throws SQLException {
        try (Connection connection = DriverManager.getConnection(direct);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT COUNT(*) FROM click_sink WHERE chat_id = ?")) {
            statement.setString(1, chat);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).as("rows of %s", chat).isEqualTo(1);
            }
        }
        return "one row";
    }

    @Override
    public void close() {
        server.close();
    }
}
