package org.clickrouter.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.clickrouter.testing.store.StoreView;

/**
 * The product's database as a test sees it. An H2 file is opened through the process that has it open; while the
 * product starts it must be left alone, or the test would become the server that the product depends on.
 */
public record Store(String url, String user, String password) {
    /** An H2 file, with the settings that the product adds to its URL. */
    public static Store h2(Path folder) {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        return new Store(
                "jdbc:h2:file:" + folder.resolve("data/click-router") + ";WRITE_DELAY=0;AUTO_SERVER=TRUE", "sa", "");
    }

    /** A new, empty database of the one PostgreSQL server that all tests of this JVM share. */
    public static Store postgres() {
        return new Store(Postgres.freshUrlWithoutUser(), Postgres.USER, "");
    }

    public boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    public Connection open() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    public StoreView view() {
        return StoreView.of(url, user, password);
    }

    /** Ends all sessions of this PostgreSQL database, as a restart of the server does. */
    public void cut() {
        Postgres.endSessions(name());
    }

    /** Whether this PostgreSQL database takes no new sessions, as while the server is away. */
    public void refuse(boolean away) {
        Postgres.asAdministrator("ALTER DATABASE " + name() + " ALLOW_CONNECTIONS " + !away);
    }

    private String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
