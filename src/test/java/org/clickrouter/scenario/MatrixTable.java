package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.clickrouter.run.Router;
import org.clickrouter.testing.TroubledProxy;

/** A SQL table in the failure matrix: in a real database, behind a server that can be in trouble. */
abstract class MatrixTable extends MatrixKind {

    /** The database's address for this test, past the server in trouble. */
    protected final String direct;

    protected final String database;
    private Runnable repair = () -> {};

    MatrixTable(String direct) {
        this.direct = direct;
        database = direct.replaceFirst(".*/([^?]*).*", "$1");
    }

    /** The server that the product talks to. */
    abstract TroubledProxy server();

    protected final int directPort() {
        return URI.create(direct.substring("jdbc:".length())).getPort();
    }

    /** A trouble that statements make and one ends. */
    protected final void broken(String name, String mends, String... breaks) {
        trouble(name, () -> {
            execute(breaks);
            repair = () -> execute(mends);
        });
    }

    /** What ends the trouble that has just been made. */
    protected final void repairBy(Runnable mends) {
        repair = mends;
    }

    protected final void execute(String... statements) {
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
    final String destination() {
        return "sql";
    }

    @Override
    final void disconnect(Router router) {
        ((HikariDataSource) router.stores().sink).getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    final void recover() {
        repair.run();
        repair = () -> {};
        server().recover();
    }

    @Override
    final String has(String chat) throws SQLException {
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
    public final void close() {
        server().close();
    }
}
