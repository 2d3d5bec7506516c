package org.clickrouter.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import java.util.Locale;

/** What the product asks of its connections, by the kind of database. */
public final class Connections {

    /** Far longer than the product ever takes from one statement to the next. */
    private static final String STANDS_STILL = "10s";
    /** No statement of the product takes as long. */
    private static final int SILENT_SERVER_SECONDS = 300;

    private Connections() {}

    /** H2 makes a new file's user of this name where none is told. */
    public static String user(String url, String user) {
        return user.isEmpty() && url.startsWith("jdbc:h2:") ? "sa" : user;
    }

    /** @throws StoreException for a database that the store cannot be in */
    static HikariConfig toStore(String url, String user, String password, int poolSize) {
        if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
            throw new StoreException("store.url must begin with jdbc:h2: or jdbc:postgresql:");
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(url);
        config.setUsername(user(url, user));
        config.setPassword(password);
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(1);
        config.setAutoCommit(true);
        config.setExceptionOverrideClassName(UselessConnections.class.getName());
        if (url.startsWith("jdbc:postgresql:")) {
            // Without it a thread waits for ever for a server that has lost its power or its network: what the answer
            // could be is never sent again.
            config.addDataSourceProperty("socketTimeout", String.valueOf(SILENT_SERVER_SECONDS));
            letOthersOn(config);
        }
        return RenewableLogin.of(config);
    }

    /**
     * Connections for those who only look, apart from the product's own.
     *
     * @throws StoreException for a database that the store cannot be in
     */
    public static HikariConfig toReadStore(String url, String user, String password, int poolSize) {
        HikariConfig config = toStore(url(url), user, password, poolSize);
        config.setPoolName("console");
        config.setMinimumIdle(0);
        config.setReadOnly(true);
        return config;
    }

    /**
     * PostgreSQL keeps the locks of a process that stands still in the midst of a transaction (its virtual machine is
     * paused, its host lost its power) until it wakes, or TCP notices hours later; whoever needs them waits. From now
     * on such a transaction is rolled back. A time of the engineer's own (in the URL, of the role, of the server) is
     * kept.
     */
    public static void letOthersOn(HikariConfig config) {
        // From the list of settings, since PostgreSQL 9.5 has none of this name, and would refuse the connection.
        config.setConnectionInitSql("SELECT set_config(name, '" + STANDS_STILL + "', false) FROM pg_settings"
                + " WHERE name = 'idle_in_transaction_session_timeout' AND setting = '0'");
    }

    /** A store's address with what the product needs of it, unless it says something of its own. */
    public static String url(String url) {
        return url.startsWith("jdbc:postgresql:") ? postgresUrl(url) : h2Url(url);
    }

    /** Statements of one batch travel as one: without it a chunk of 1,000 clicks makes 1,000 round trips. */
    private static String postgresUrl(String url) {
        return url.contains("reWriteBatchedInserts")
                ? url
                : url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
    }

    /**
     * H2 otherwise writes a commit up to 500 ms late, and a killed process forgets what it had taken for stored.
     *
     * @param url of any database
     * @return with WRITE_DELAY=0 for H2, unless it says something of its own
     */
    public static String durable(String url) {
        String settings = url.toUpperCase(Locale.ROOT);
        return settings.startsWith("JDBC:H2:") && !settings.contains(";WRITE_DELAY=") ? url + ";WRITE_DELAY=0" : url;
    }

    /** AUTO_SERVER: `status` and its like can look into the store of a running instance. */
    private static String h2Url(String url) {
        String settings = url.toUpperCase(Locale.ROOT);
        String result = durable(url);
        if (!settings.contains(";AUTO_SERVER=")
                && settings.startsWith("JDBC:H2:")
                && !settings.startsWith("JDBC:H2:MEM:")
                && !settings.startsWith("JDBC:H2:TCP:")
                && !settings.startsWith("JDBC:H2:SSL:")) {
            System.setProperty("h2.bindAddress", System.getProperty("h2.bindAddress", "127.0.0.1"));
            result += ";AUTO_SERVER=TRUE";
        }
        // What fails is told in the log; H2 would write it once more beside the database, up to 16 MB of a disk that
        // may just be full.
        return settings.contains(";TRACE_LEVEL_FILE=") ? result : result + ";TRACE_LEVEL_FILE=0";
    }
}
