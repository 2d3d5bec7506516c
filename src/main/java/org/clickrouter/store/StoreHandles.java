package org.clickrouter.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.ContactWait;
import org.clickrouter.store.contact.Contacts;
import org.clickrouter.store.jdbc.Connections;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.RenewableLogin;
import org.clickrouter.store.jdbc.UselessConnections;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.progress.Backfills;
import org.clickrouter.store.progress.CallSlots;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.store.progress.Quota;
import org.clickrouter.store.token.KeptTokens;

/** The store, with everything that reads and writes it. It is opened by a thread of its own; whoever needs it waits. */
public final class StoreHandles implements AutoCloseable {

    public final Database database;
    public final Operations operations;
    public final Quota quota;
    public final CallSlots slots;
    public final ClickStore clicks;
    public final Outbox outbox;
    public final Backfills backfills;
    public final Coverage coverage;
    public final Gaps gaps;
    public final Contacts contacts;
    /** One for all of this process: it may hold what the store has not taken yet. */
    public final KeptTokens tokens;

    public final DataSource sink;
    /** The name of this process in the store. */
    public final String instance;

    public StoreHandles(Settings settings, Clock clock, String instance) {
        this.database = Database.opening(
                settings.get("store.url"),
                settings.get("store.user"),
                settings.secret("store.password"),
                settings.integer("store.pool"));
        this.instance = instance;
        this.operations = new Operations(database, clock, instance);
        this.quota = new Quota(database, clock);
        this.slots = new CallSlots(database, clock, instance);
        this.clicks = new ClickStore(database, operations, clock);
        this.outbox = new Outbox(database, clock, instance);
        this.backfills = new Backfills(database, clock);
        this.coverage = new Coverage(database);
        this.gaps = new Gaps(database, operations, clock);
        this.contacts = new Contacts(database, operations, clock);
        this.tokens = new KeptTokens(database);
        contacts(ContactSettings.of(settings));
        this.sink = settings.isSet("sql.url") ? sink(settings) : database.dataSource();
    }

    /** From now on these deliveries wait for contacts, and get them. */
    public void contacts(ContactWait wait) {
        clicks.contacts(wait);
        outbox.completing(
                claimed -> claimed.isEmpty() || !wait.wants(claimed.get(0).destination())
                        ? claimed
                        : contacts.complete(claimed, wait));
    }

    /** From now on the databases are logged in to as these settings say. */
    public void logInBy(Settings settings) {
        RenewableLogin.renew(
                database.dataSource(),
                Connections.user(settings.get("store.url"), settings.get("store.user")),
                settings.secret("store.password"));
        if (sink != database.dataSource()) {
            RenewableLogin.renew(sink, settings.get("sql.user"), settings.secret("sql.password"));
        }
    }

    private static HikariDataSource sink(Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("sql");
        String url = settings.get("sql.url");
        // A row is marked as done once it is committed here; a server of H2's own writes on when this process is
        // killed.
        config.setJdbcUrl(url.matches("(?i)jdbc:h2:(tcp|ssl):.*") ? url : Connections.durable(url));
        config.setUsername(settings.get("sql.user"));
        config.setPassword(settings.secret("sql.password"));
        config.setMaximumPoolSize(settings.integer("sql.max-in-flight") + 1);
        config.setMinimumIdle(0);
        config.setExceptionOverrideClassName(UselessConnections.class.getName());
        // The sink may be away at the start; its rows wait in the outbox.
        config.setInitializationFailTimeout(-1);
        long timeout = settings.duration("sql.timeout").toMillis();
        config.setConnectionTimeout(Math.max(250, Math.min(timeout, 10_000)));
        if (url.startsWith("jdbc:postgresql:")) {
            // A batch has its deadline; this one is for a server that hangs while it is connected to.
            // The driver overlooks what is no text.
            config.addDataSourceProperty("socketTimeout", String.valueOf(timeout / 1000 + 1));
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            Connections.letOthersOn(config);
        }
        if (url.matches("jdbc:(mariadb|mysql):.*")) {
            // In milliseconds. MariaDB's driver ends no read that hangs when it is told to abort.
            config.addDataSourceProperty("socketTimeout", String.valueOf(timeout + 1000));
        }
        return new HikariDataSource(RenewableLogin.of(config));
    }

    /**
     * Waits until the store is open, and frees what dead instances held. An H2 file has one process at a time, or
     * several of this machine, which can be told to be dead.
     *
     * @throws org.clickrouter.store.jdbc.StoreException when it cannot be opened
     */
    public void ready(InstanceId instance) {
        database.ready();
        if (!database.isPostgres()) {
            outbox.holders().stream().filter(instance::knowsAsDead).forEach(outbox::free);
            operations.holders().stream().filter(instance::knowsAsDead).forEach(operations::free);
        }
    }

    @Override
    public void close() {
        tokens.close();
        if (sink instanceof HikariDataSource own && sink != database.dataSource()) {
            own.close();
        }
        database.close();
    }
}
