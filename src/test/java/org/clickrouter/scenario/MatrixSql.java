package org.clickrouter.scenario;

import java.io.IOException;
import java.net.Socket;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.TroubledProxy;

/** The SQL table in the failure matrix: a real PostgreSQL behind a server that encrypts, and that can be in trouble. */
final class MatrixSql extends MatrixTable {

    private static final String ROLE = "clicks";
    private final Certificates certificates;
    private final Server server;

    /** Asked for encryption in PostgreSQL's way. A notice that never ends keeps a drip from being an answer. */
    private final class Server extends TroubledProxy {
        private static final int SSL_REQUEST = 8;

        Server() throws IOException {
            super(
                    certificates,
                    MatrixSql.this::directPort,
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
        super(Postgres.freshUrl());
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
                "ALTER TABLE click_sink ALTER cod_act TYPE TEXT",
                "ALTER TABLE click_sink ALTER cod_act TYPE VARCHAR(2) USING 'x'");
        broken(
                "23514: a row against a rule of the table",
                "ALTER TABLE click_sink DROP CONSTRAINT never",
                "ALTER TABLE click_sink ADD CONSTRAINT never CHECK (revision < 0) NOT VALID");
        broken(
                "42P01: no such table",
                "ALTER TABLE gone RENAME TO click_sink",
                "ALTER TABLE click_sink RENAME TO gone");
        broken(
                "42501: no right to write",
                "ALTER TABLE click_sink OWNER TO " + ROLE,
                "ALTER TABLE click_sink OWNER TO postgres");
        broken("28000: log-in refused", "ALTER ROLE " + ROLE + " LOGIN", "ALTER ROLE " + ROLE + " NOLOGIN");
        broken(
                "53300: too many connections",
                "ALTER ROLE " + ROLE + " CONNECTION LIMIT -1",
                "ALTER ROLE " + ROLE + " CONNECTION LIMIT 0");
        network(server);
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
    TroubledProxy server() {
        return server;
    }
}
