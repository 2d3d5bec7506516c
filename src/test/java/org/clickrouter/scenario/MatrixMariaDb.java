package org.clickrouter.scenario;

import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.MariaDb;
import org.clickrouter.testing.TroubledProxy;

/** The SQL table in the failure matrix: a real MariaDB behind a server that encrypts, and that can be in trouble. */
final class MatrixMariaDb extends MatrixTable {

    private static final String USER = "clicks";
    private static final String PASSWORD = "pass-of-clicks";
    private final Certificates certificates;
    private final Server server;

    /**
     * Offers and begins encryption in MariaDB's way. The real server knows nothing of it, so the packets of the log-in
     * have other numbers there.
     */
    private final class Server extends TroubledProxy {
        private static final int HEAD = 4;
        private static final int NUMBER = 3;
        /** Of the capabilities' second byte. */
        private static final int ENCRYPTS = 0x08;

        Server() throws IOException {
            // A column count that promises a definition of 16 MB, which comes a byte at a time.
            super(
                    certificates,
                    MatrixMariaDb.this::directPort,
                    "ON DUPLICATE KEY",
                    new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 1},
                    new byte[] {1});
        }

        @Override
        protected void greet(Socket client, Socket real) throws IOException {
            byte[] greeting = packet(real.getInputStream());
            int version = HEAD + 1;
            while (greeting[version] != 0) {
                version++;
            }
            // Behind the version: a thread's number (4), the first part of a challenge (8), a zero.
            greeting[version + 1 + 4 + 8 + 1 + 1] |= ENCRYPTS;
            write(client.getOutputStream(), greeting, 0);
            packet(client.getInputStream());
        }

        @Override
        protected void logIn(Socket client, Socket real) throws IOException {
            byte[] said = packet(client.getInputStream());
            said[HEAD + 1] &= ~ENCRYPTS;
            write(real.getOutputStream(), said, -1);
            byte[] answer = packet(real.getInputStream());
            while (answer[HEAD] != 0 && answer[HEAD] != (byte) 0xff) {
                write(client.getOutputStream(), answer, 1);
                write(real.getOutputStream(), packet(client.getInputStream()), -1);
                answer = packet(real.getInputStream());
            }
            write(client.getOutputStream(), answer, 1);
        }

        private byte[] packet(InputStream in) throws IOException {
            byte[] head = in.readNBytes(HEAD);
            if (head.length < HEAD) {
                throw new EOFException();
            }
            int length = (head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
            byte[] packet = java.util.Arrays.copyOf(head, HEAD + length);
            in.readNBytes(packet, HEAD, length);
            return packet;
        }

        private void write(OutputStream out, byte[] packet, int more) throws IOException {
            packet[NUMBER] += (byte) more;
            out.write(packet);
            out.flush();
        }
    }

    MatrixMariaDb(Certificates certificates) throws IOException {
        super(MariaDb.freshUrl());
        this.certificates = certificates;
        execute(
                // Else everybody may do everything in a database with such a name.
                "DELETE FROM mysql.db WHERE user IN ('', 'PUBLIC')",
                // Until then the server of the tests lets everybody do everything.
                "FLUSH PRIVILEGES",
                "ALTER USER root@localhost IDENTIFIED BY ''",
                "CREATE OR REPLACE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'",
                // Else who comes from this machine is nobody.
                "DROP USER IF EXISTS ''@localhost",
                "GRANT ALL ON " + database + ".* TO " + USER);
        server = new Server();
        trouble(SUCCESS, () -> {});
        broken(
                "1406: a value too long for its column",
                "ALTER TABLE click_sink MODIFY cod_act TEXT NOT NULL",
                "UPDATE click_sink SET cod_act = 'x'",
                "ALTER TABLE click_sink MODIFY cod_act VARCHAR(2) NOT NULL");
        broken(
                "4025: a row against a rule of the table",
                "ALTER TABLE click_sink DROP CONSTRAINT never",
                "SET check_constraint_checks = 0",
                "ALTER TABLE click_sink ADD CONSTRAINT never CHECK (revision < 0)");
        broken("1146: no such table", "RENAME TABLE gone TO click_sink", "RENAME TABLE click_sink TO gone");
        // Given back for the table: an open connection never learns of a right on its whole database.
        broken(
                "1142: no right to write",
                "GRANT INSERT ON " + database + ".click_sink TO " + USER,
                "REVOKE INSERT ON " + database + ".* FROM " + USER);
        broken(
                "1045: log-in refused",
                "ALTER USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'",
                "ALTER USER " + USER + " IDENTIFIED BY 'another'");
        trouble("1226: too many connections", this::takeTheOnlyConnection);
        network(server);
    }

    private void takeTheOnlyConnection() {
        execute("ALTER USER " + USER + " WITH MAX_USER_CONNECTIONS 1");
        String ours = direct.replaceFirst("\\?.*", "?user=" + USER + "&password=" + PASSWORD);
        // Those that the product has just given up may count for a moment.
        Connection only = await().ignoreExceptions().until(() -> DriverManager.getConnection(ours), open -> true);
        repairBy(() -> {
            try {
                only.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            execute("ALTER USER " + USER + " WITH MAX_USER_CONNECTIONS 0");
        });
    }

    @Override
    String title() {
        return "SQL (MariaDB)";
    }

    @Override
    void settings(Rig rig, String host) {
        rig.set(
                        "sql.url",
                        "jdbc:mariadb://" + host + ":" + server.port() + "/" + database
                                + "?sslMode=verify-full&serverSslCert=" + certificates.pem())
                .set("sql.user", USER)
                .set("sql.password", PASSWORD)
                .set("sql.codes", "*")
                .set("sql.timeout", "3s");
    }

    @Override
    TroubledProxy server() {
        return server;
    }
}
